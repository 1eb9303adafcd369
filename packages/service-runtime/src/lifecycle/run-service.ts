import { hostname } from 'node:os'
import { createLogger } from '../logging/create-logger.ts'
import { parseServiceSettings } from '../settings/parse-settings.ts'
import type { RuntimeSettings } from '../settings/runtime-settings.ts'
import { SettingsError } from '../settings/settings-error.ts'
import type { Settings, SettingsSchema } from '../settings/setting-spec.ts'
import { EXIT_CODE } from './exit-code.ts'
import type { ServiceDefinition } from './service-definition.ts'
import { ServiceRun } from './service-run.ts'

/**
 * Runs a service until it is told to stop, then exits: 0 stopped as asked, 1 failed, 2 the settings are not acceptable (all problems
 * are on standard error).
 *
 * The first SIGTERM or SIGINT drains: `/ready` says no, no new work is taken, what is in flight is finished, what was acquired is
 * released in reverse order. A second one, or the stop deadline, exits with 1 at once. So does an exception that nobody caught:
 * after one, the state of the process is not known, and what was not acknowledged will be delivered again.
 */
export async function runService<Schema extends SettingsSchema>(
  definition: ServiceDefinition<Schema>,
): Promise<void> {
  const host = definition.host ?? process
  let settings: { readonly service: Settings<Schema>; readonly runtime: RuntimeSettings }
  try {
    settings = parseServiceSettings(definition.schema, definition.env)
  } catch (error) {
    if (!(error instanceof SettingsError)) {
      throw error
    }
    host.stderr.write(`${definition.name}: ${error.report()}\n`)
    host.exit(EXIT_CODE.settings)
    return
  }
  const { service, runtime } = settings
  const instance = runtime.instance ?? hostname()
  const logger = createLogger({
    service: definition.name,
    version: definition.version,
    instance,
    level: runtime.logLevel,
    ...(definition.logDescriptor === undefined ? {} : { descriptor: definition.logDescriptor }),
  })
  await new ServiceRun({ definition, service, runtime, instance, logger, host }).run()
}
