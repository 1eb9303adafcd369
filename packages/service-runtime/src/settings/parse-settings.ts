import { readFileSync } from 'node:fs'
import { defineSettings } from './define-settings.ts'
import { nearestName } from './nearest-name.ts'
import { MalformedSettingError, parseSettingValue } from './parse-setting-value.ts'
import type { SettingValue } from './parse-setting-value.ts'
import { runtimeSettings } from './runtime-settings.ts'
import type { RuntimeSettings } from './runtime-settings.ts'
import type { SettingSpec, Settings, SettingsSchema } from './setting-spec.ts'
import { SettingsError } from './settings-error.ts'

const PREFIX = 'PANTAU_'

/** `process.env`, or what a test gives instead. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads every setting of the schema from the environment. Variables that begin with `PANTAU_` and are not in the schema are refused:
 * a misspelt setting must not silently leave its default in force.
 *
 * @throws SettingsError with all problems at once
 */
export function parseSettings<Schema extends SettingsSchema>(
  schema: Schema,
  env: Environment,
): Settings<Schema> {
  const problems: string[] = []
  const settings = readSettings(schema, env, problems)
  problems.push(...unknownVariables([schema], env))
  if (problems.length > 0) {
    throw new SettingsError(problems)
  }
  return settings
}

/**
 * As `parseSettings`, for what a service declares and what `runService` adds to it.
 *
 * @throws SettingsError with the problems of both at once
 */
export function parseServiceSettings<Schema extends SettingsSchema>(
  schema: Schema,
  env: Environment,
): { readonly service: Settings<Schema>; readonly runtime: RuntimeSettings } {
  defineSettings({ ...prefixed('service', schema), ...prefixed('runtime', runtimeSettings) })
  const problems: string[] = []
  const service = readSettings(schema, env, problems)
  const runtime = readSettings(runtimeSettings, env, problems)
  problems.push(...unknownVariables([schema, runtimeSettings], env))
  if (problems.length > 0) {
    throw new SettingsError(problems)
  }
  return { service, runtime }
}

/** The variables that a setting reads: its own, and for a secret the one that names a file. */
export function variablesOf(spec: SettingSpec): readonly string[] {
  return spec.kind === 'secret' ? [spec.env, `${spec.env}_FILE`] : [spec.env]
}

function prefixed(prefix: string, schema: SettingsSchema): SettingsSchema {
  return Object.fromEntries(Object.entries(schema).map(([key, spec]) => [`${prefix}.${key}`, spec]))
}

/** What could not be read is told in `problems`; the settings may be used only when there is none. */
function readSettings<Schema extends SettingsSchema>(
  schema: Schema,
  env: Environment,
  problems: string[],
): Settings<Schema> {
  const values: Record<string, SettingValue | undefined> = {}
  for (const [name, spec] of Object.entries(schema)) {
    try {
      values[name] = parseOne(spec, env)
    } catch (error) {
      if (!(error instanceof MalformedSettingError)) {
        throw error
      }
      problems.push(`${spec.env} ${error.message}`)
    }
  }
  // The loop gave every key of the schema a value of its kind; the compiler cannot follow that from key to key.
  return Object.freeze(values) as Settings<Schema>
}

function parseOne(spec: SettingSpec, env: Environment): SettingValue | undefined {
  const text = spec.kind === 'secret' ? secretText(spec.env, env) : env[spec.env]
  if (text !== undefined) {
    return parseSettingValue(spec, text)
  }
  if ('default' in spec && spec.default !== undefined) {
    return spec.default
  }
  if (spec.optional === true) {
    return undefined
  }
  const how = spec.kind === 'secret' ? ` (or ${spec.env}_FILE, naming a file that holds it)` : ''
  throw new MalformedSettingError(`is missing${how}: ${spec.doc}`)
}

function secretText(name: string, env: Environment): string | undefined {
  const file = env[`${name}_FILE`]
  if (file === undefined) {
    return env[name]
  }
  if (env[name] !== undefined) {
    throw new MalformedSettingError(`and ${name}_FILE are both set: give one of them`)
  }
  try {
    // Editors and `echo` end a file with a newline that is no part of the secret.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (cause) {
    throw new MalformedSettingError(
      `cannot be read from the file that ${name}_FILE names (${reasonOf(cause)})`,
      { cause },
    )
  }
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'unreadable'
}

function unknownVariables(schemas: readonly SettingsSchema[], env: Environment): string[] {
  const specs = schemas.flatMap((schema) => Object.values(schema))
  const known = new Set(specs.flatMap((spec) => variablesOf(spec)))
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.has(name))
    .sort()
    .map((name) => {
      const nearest = nearestName(name, known)
      return `${name} is not a setting of this service${nearest === undefined ? '' : `: did you mean ${nearest}?`}`
    })
}
