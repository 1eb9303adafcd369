import { compileConfiguration } from '@pantau/evaluation'
import type { RuleRegistry } from '@pantau/evaluation'
import type { ServiceContext } from '@pantau/service-runtime'
import { createConfigurationCatalog } from '@pantau/store'
import type { ConfigurationCatalog, StorePool } from '@pantau/store'

/** The configurations of all tenants, compiled against the rules that this version has. */
export async function openCatalog(
  context: Pick<ServiceContext<unknown>, 'log' | 'scope' | 'untilReady'>,
  pool: StorePool,
  registry: RuleRegistry,
): Promise<ConfigurationCatalog> {
  const { log, scope } = context
  const catalog = await context.untilReady('the configuration', () =>
    createConfigurationCatalog({
      pool,
      compile: (candidate) => compileConfiguration(candidate, registry),
      onRefreshFailed: (err) => log.error({ err }, 'The configuration could not be refreshed'),
    }),
  )
  return scope.use('configuration', catalog, (held) => held.close())
}
