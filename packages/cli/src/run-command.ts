import { parseArgs } from 'node:util'
import { connectionUrl, parseSettings, SettingsError, variablesOf } from '@pantau/service-runtime'
import type { Environment } from '@pantau/service-runtime'
import { connectStore } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { CommandFailure, UsageError } from './command.ts'
import type { Command, CommandContext } from './command.ts'
import { configurationActivate, configurationCheck, configurationList } from './commands/configuration.ts'
import { explain } from './commands/explain.ts'
import { factsRebuild, factsVerify } from './commands/facts.ts'
import { ledger } from './commands/ledger.ts'
import { migrate } from './commands/migrate.ts'
import { quarantineList, quarantineRelease } from './commands/quarantine.ts'
import { settings } from './settings.ts'

const STATEMENT_TIMEOUT_MS = 60_000

export const COMMANDS: readonly Command[] = [
  migrate,
  configurationCheck,
  configurationActivate,
  configurationList,
  explain,
  ledger,
  factsRebuild,
  factsVerify,
  quarantineList,
  quarantineRelease,
]

export interface Terminal {
  print(line: string): void
  complain(line: string): void
}

/** Runs one command line. @returns the exit code: 0 done, 1 the answer is no or something failed, 2 called wrongly */
export async function runCommand(
  argv: readonly string[],
  env: Environment,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  if (argv.length === 0 || argv[0] === 'help' || argv[0] === '--help' || argv[0] === '-h') {
    printHelp(terminal)
    return argv.length === 0 ? 2 : 0
  }
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => argv[index] === word))
  if (command === undefined) {
    terminal.complain(`There is no command ${argv.slice(0, 2).join(' ')}; pantau --help lists them`)
    return 2
  }
  const rest = argv.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.print(`${command.usage}\n\n  ${command.summary}`)
    return 0
  }
  return execute(command, rest, env, terminal)
}

async function execute(
  command: Command,
  args: readonly string[],
  env: Environment,
  terminal: Terminal,
): Promise<0 | 1 | 2> {
  let pool: StorePool | undefined
  try {
    const { values, positionals } = parse(command, args)
    const context: CommandContext = {
      options: values,
      positionals,
      get databaseUrl() {
        return databaseUrl(env)
      },
      openPool: async () => {
        pool ??= await connectStore({
          url: databaseUrl(env),
          applicationName: 'pantau-cli',
          poolMax: 2,
          statementTimeoutMs: STATEMENT_TIMEOUT_MS,
        })
        return pool
      },
      print: (line) => terminal.print(line),
    }
    await command.run(context)
    return 0
  } catch (error) {
    return complain(error, command, terminal)
  } finally {
    await pool?.close()
  }
}

function parse(
  command: Command,
  args: readonly string[],
): { values: CommandContext['options']; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: true,
      strict: true,
    })
    return { values: onlyScalars(values), positionals }
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function onlyScalars(values: Readonly<Record<string, unknown>>): CommandContext['options'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'boolean' ? value : undefined,
    ]),
  )
}

function databaseUrl(env: Environment): string {
  // A shell or a pod may hold the settings of services beside ours.
  const known = new Set(Object.values(settings).flatMap(variablesOf))
  const ours = Object.fromEntries(Object.entries(env).filter(([name]) => known.has(name)))
  const given = parseSettings(settings, ours)
  return connectionUrl(given.postgresUrl, given.postgresPassword).reveal()
}

function complain(error: unknown, command: Command, terminal: Terminal): 1 | 2 {
  if (error instanceof UsageError) {
    terminal.complain(`${error.message}\nUsage: ${command.usage}`)
    return 2
  }
  if (error instanceof SettingsError) {
    terminal.complain(error.report())
    return 2
  }
  terminal.complain(error instanceof CommandFailure ? error.message : describe(error))
  return 1
}

/** The message with those of its causes: what a person needs to find the fault. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error)
  }
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`
}

function printHelp(terminal: Terminal): void {
  terminal.print(
    'pantau <command>\n\nNeeds PANTAU_POSTGRES_URL, and PANTAU_POSTGRES_PASSWORD where there is a password.\n',
  )
  for (const { usage, summary } of COMMANDS) {
    terminal.print(`  ${usage}\n      ${summary}`)
  }
}
