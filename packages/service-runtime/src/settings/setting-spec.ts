import type { Secret } from './secret.ts'

interface SpecBase<Value> {
  /** The environment variable. Ends in its unit where it has one: `_MS`, `_BYTES`. */
  readonly env: `PANTAU_${string}`
  /** One sentence for docs/configuration.md. */
  readonly doc: string
  /** The value when the variable is not set. A setting with neither `default` nor `optional` is required. */
  readonly default?: Value
  /** The value is `undefined` when the variable is not set. */
  readonly optional?: true
}

interface Bounded {
  readonly min: number
  readonly max: number
}

export interface StringSpec extends SpecBase<string> {
  readonly kind: 'string'
  /** In characters; 1,000 when absent. */
  readonly maxLength?: number
}

/** One URL without a password; a password is a setting of its own, so that it stays a secret. */
export interface UrlSpec extends SpecBase<string> {
  readonly kind: 'url'
  /** Such as `postgres:`. */
  readonly protocols: readonly `${string}:`[]
}

export interface IntegerSpec extends SpecBase<number>, Bounded {
  readonly kind: 'integer'
}

/** A decimal fraction such as `0.05`. */
export interface NumberSpec extends SpecBase<number>, Bounded {
  readonly kind: 'number'
}

/** `true` or `false`. */
export interface BooleanSpec extends SpecBase<boolean> {
  readonly kind: 'boolean'
}

/** Whole milliseconds. */
export interface DurationMsSpec extends SpecBase<number>, Bounded {
  readonly kind: 'durationMs'
}

/** A TCP port; 0 takes any free one. */
export interface PortSpec extends SpecBase<number> {
  readonly kind: 'port'
}

/** Whole bytes, or with one of the suffixes `KiB`, `MiB`, `GiB`. */
export interface BytesSpec extends SpecBase<number>, Bounded {
  readonly kind: 'bytes'
}

/** Comma-separated; spaces around an item do not count, empty items are refused. */
export interface ListSpec extends SpecBase<readonly string[]> {
  readonly kind: 'list'
  readonly minItems: number
  readonly maxItems: number
  /** When given, every item is a URL of one of these protocols, without a password. */
  readonly protocols?: readonly `${string}:`[]
}

export interface ChoiceSpec extends SpecBase<string> {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

/** A file or a folder. Whether it exists is found out by whoever opens it. */
export interface PathSpec extends SpecBase<string> {
  readonly kind: 'path'
}

/** A password, a token or a key. `<env>_FILE` may name a file that holds it instead (container secrets). Has no default. */
export interface SecretSpec extends Omit<SpecBase<never>, 'default'> {
  readonly kind: 'secret'
  /** In characters; 1 when absent. */
  readonly minLength?: number
}

export type SettingSpec =
  | StringSpec
  | UrlSpec
  | IntegerSpec
  | NumberSpec
  | BooleanSpec
  | DurationMsSpec
  | PortSpec
  | BytesSpec
  | ListSpec
  | ChoiceSpec
  | PathSpec
  | SecretSpec

/** The settings of one service: the name that code uses → what the environment must hold. */
export type SettingsSchema = Readonly<Record<string, SettingSpec>>

type Parsed<Spec extends SettingSpec> = Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : Spec extends { kind: 'integer' | 'number' | 'durationMs' | 'port' | 'bytes' }
    ? number
    : Spec extends { kind: 'boolean' }
      ? boolean
      : Spec extends { kind: 'list' }
        ? readonly string[]
        : Spec extends { kind: 'secret' }
          ? Secret
          : string

/** The parsed, frozen settings of a schema. */
export type Settings<Schema extends SettingsSchema> = {
  readonly [Name in keyof Schema]:
    | Parsed<Schema[Name]>
    | (Schema[Name] extends { optional: true } ? undefined : never)
}
