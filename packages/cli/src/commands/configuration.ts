import { readFile } from 'node:fs/promises'
import { checkConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { activateConfiguration, configurationDigest, listActivations } from '@pantau/store'
import { configurationSet, isShippedName, SHIPPED_NAMES } from '@pantau/typologies'
import { CommandFailure, onlyPositional, TENANT_OPTION, textOption, UsageError } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

const OPTIONS = { shipped: { type: 'string' } } as const
const SOURCE = `<file.json>|--shipped ${SHIPPED_NAMES.join('|')}`

export const configurationCheck: Command = {
  name: 'configuration check',
  usage: `pantau configuration check ${SOURCE}`,
  summary:
    'check a configuration set, of a file with {networkMap, rules, typologies} or a shipped one, without touching the database; lists every problem and warning',
  options: OPTIONS,
  async run(context) {
    const set = await readSet(context)
    context.print(`Good: network map ${set.networkMap.cfg}, digest ${configurationDigest(set)}`)
  },
}

export const configurationActivate: Command = {
  name: 'configuration activate',
  usage: `pantau configuration activate ${SOURCE} [--tenant DEFAULT]`,
  summary:
    'check a configuration set and make it the active one of a tenant; running services take it over at once',
  options: { ...TENANT_OPTION, ...OPTIONS },
  async run(context) {
    const set = await readSet(context)
    const tenantId = String(context.options['tenant'])
    const digest = await activateConfiguration(await context.openPool(), { tenantId, set, nowMs: Date.now() })
    context.print(`Active for ${tenantId}: network map ${set.networkMap.cfg}, digest ${digest}`)
  },
}

export const configurationList: Command = {
  name: 'configuration list',
  usage: 'pantau configuration list',
  summary: 'the active configuration of every tenant',
  options: {},
  async run(context) {
    for (const { tenantId, digest, activatedAtMs } of await listActivations(await context.openPool())) {
      context.print(`${tenantId}  ${digest}  since ${new Date(activatedAtMs).toISOString()}`)
    }
  },
}

/** The set that is asked for, checked; what its author should know of it is printed. @throws CommandFailure when it is refused */
async function readSet(context: CommandContext): Promise<ConfigurationSet> {
  const { name, candidate } = await readCandidate(context)
  const checked = checkConfiguration(candidate, ruleRegistry)
  if ('problems' in checked) {
    const lines = checked.problems.map(({ path: where, message }) => `  ${where}: ${message}`)
    throw new CommandFailure([`${name} is refused, ${lines.length} problems:`, ...lines].join('\n'))
  }
  for (const { path: where, message } of checked.warnings) {
    context.print(`Warning: ${where}: ${message}`)
  }
  return checked.set
}

interface Candidate {
  /** What it is called when it is refused. */
  readonly name: string
  readonly candidate: unknown
}

async function readCandidate(context: CommandContext): Promise<Candidate> {
  const shipped = textOption(context, 'shipped')
  if (shipped === undefined) {
    const path = onlyPositional(
      context,
      'a JSON file with {networkMap, rules, typologies}, or --shipped with a name',
    )
    return { name: path, candidate: parseJson(path, await readText(path)) }
  }
  if (context.positionals.length > 0) {
    throw new UsageError('Give a file or --shipped, not both')
  }
  if (!isShippedName(shipped)) {
    throw new UsageError(`No configuration ${shipped} is shipped; there are ${SHIPPED_NAMES.join(', ')}`)
  }
  return { name: shipped, candidate: configurationSet(shipped) }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new CommandFailure(`${path} cannot be read`, { cause })
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CommandFailure(`${path} is not JSON: ${cause instanceof Error ? cause.message : ''}`, { cause })
  }
}
