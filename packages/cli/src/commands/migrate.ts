import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { activateFirstConfiguration, runMigrations } from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'
import { CommandFailure, TENANT_OPTION } from '../command.ts'
import type { Command, CommandContext } from '../command.ts'

export const migrate: Command = {
  name: 'migrate',
  usage: 'pantau migrate [--with-default-configuration] [--tenant DEFAULT]',
  summary: 'bring the database to the schema of this version, with the partitions of the coming months',
  options: { ...TENANT_OPTION, 'with-default-configuration': { type: 'boolean', default: false } },
  async run(context) {
    const { applied, partitions } = await runMigrations({ url: context.databaseUrl })
    context.print(applied.length === 0 ? 'Schema: up to date' : `Schema: applied ${applied.join(', ')}`)
    context.print(`Partitions: ${partitions.length === 0 ? 'up to date' : `created ${partitions.length}`}`)
    if (context.options['with-default-configuration'] === true) {
      await activateDefault(context)
    }
  },
}

/** Only where nothing is active: an installation's own configuration is never replaced. */
async function activateDefault(context: CommandContext): Promise<void> {
  const tenantId = String(context.options['tenant'])
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  if ('problems' in compilation) {
    throw new CommandFailure('The default configuration does not compile')
  }
  const digest = await activateFirstConfiguration(await context.openPool(), {
    tenantId,
    set: compilation.set,
    nowMs: Date.now(),
  })
  context.print(
    digest === undefined
      ? `Configuration: ${tenantId} has one, left as it is`
      : `Configuration: the default is active for ${tenantId} (${digest.slice(0, 12)}…)`,
  )
}
