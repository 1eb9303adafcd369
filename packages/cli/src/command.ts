import type { ParseArgsConfig } from 'node:util'
import type { StorePool } from '@pantau/store'

/** What a command works with. */
export interface CommandContext {
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  readonly positionals: readonly string[]
  /** With the password: for connecting, never for printing. */
  readonly databaseUrl: string
  /** Opens the database; closed when the command has ended. */
  readonly openPool: () => Promise<StorePool>
  readonly print: (line: string) => void
}

/** A person's mistake in calling a command: shown with the usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The answer is no: shown as it is, exit code 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
}

export interface Command {
  /** As it is called: `ledger`, `configuration activate`. */
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: NonNullable<ParseArgsConfig['options']>
  run(context: CommandContext): Promise<void>
}

/** The one positional argument that a command takes. @throws UsageError */
export function onlyPositional(context: CommandContext, what: string): string {
  const [value, ...others] = context.positionals
  if (value === undefined || others.length > 0) {
    throw new UsageError(`Give ${what}, once`)
  }
  return value
}

/** A text option, or its default. @throws UsageError */
export function textOption(context: CommandContext, name: string): string | undefined {
  const value = context.options[name]
  return typeof value === 'string' ? value : undefined
}

export const TENANT_OPTION = { tenant: { type: 'string', default: 'DEFAULT' } } as const
