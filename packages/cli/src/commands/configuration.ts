import { readFile } from 'node:fs/promises'
import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { activateConfiguration, configurationDigest, listActivations } from '@pantau/store'
import { CommandFailure, onlyPositional, TENANT_OPTION } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

const FILE = 'a JSON file with {networkMap, rules, typologies}'

export const configurationCheck: Command = {
  name: 'configuration check',
  usage: 'pantau configuration check <file.json>',
  summary: 'check a configuration set without touching the database; lists every problem',
  options: {},
  async run(context) {
    const set = await readSet(context)
    context.print(`Good: network map ${set.networkMap.cfg}, digest ${configurationDigest(set)}`)
  },
}

export const configurationActivate: Command = {
  name: 'configuration activate',
  usage: 'pantau configuration activate <file.json> [--tenant DEFAULT]',
  summary:
    'check a configuration set and make it the active one of a tenant; running services take it over at once',
  options: TENANT_OPTION,
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

async function readSet(context: CommandContext): Promise<ConfigurationSet> {
  const path = onlyPositional(context, FILE)
  const compilation = compileConfiguration(parseJson(path, await readText(path)), ruleRegistry)
  if ('problems' in compilation) {
    const lines = compilation.problems.map(({ path: where, message }) => `  ${where}: ${message}`)
    throw new CommandFailure([`${path} is refused, ${lines.length} problems:`, ...lines].join('\n'))
  }
  return compilation.set
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
