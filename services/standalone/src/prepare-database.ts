import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { activateFirstConfiguration, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { configurationSet } from '@pantau/typologies'
import type { ShippedName } from '@pantau/typologies'

/** The tenant of an installation without authentication. */
export const LOCAL_TENANT = 'DEFAULT'

/** Schema and partitions of this version. */
export async function prepareSchema(url: string): Promise<void> {
  await runMigrations({ url })
}

/** A shipped configuration, unless the tenant already has a configuration. */
export async function prepareConfiguration(pool: StorePool, name: ShippedName): Promise<void> {
  const compilation = compileConfiguration(configurationSet(name), ruleRegistry)
  if ('problems' in compilation) {
    throw new TypeError(`The configuration ${name} does not compile: ${JSON.stringify(compilation.problems)}`)
  }
  await activateFirstConfiguration(pool, { tenantId: LOCAL_TENANT, set: compilation.set, nowMs: Date.now() })
}
