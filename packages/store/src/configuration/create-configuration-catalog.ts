import type { ActivatedConfiguration, ConfigurationSource } from '@pantau/contracts'
import type { Compilation } from '@pantau/evaluation'
import type { StorePool } from '../connection/connect-store.ts'
import { CONFIGURATION_CHANNEL } from './configuration-channel.ts'
import { listActivations } from './list-activations.ts'
import { createCompiledSets, UnusableConfigurationError } from './compiled-sets.ts'

/** Notifications bring changes at once; asking as well covers those that a broken connection missed. */
const REFRESH_EVERY_MS = 5_000

export interface CataloguedConfiguration extends ActivatedConfiguration {
  readonly digest: string
}

/** The configurations of all tenants, compiled once each. */
export interface ConfigurationCatalog extends ConfigurationSource {
  /**
   * What a message that is accepted now is evaluated under; `undefined` when the tenant has no active configuration.
   * @throws UnusableConfigurationError when it has one that this process cannot run
   */
  active(tenantId: string): CataloguedConfiguration | undefined
  /** What is active for any tenant and can be used here, each configuration once. */
  loaded(): readonly CataloguedConfiguration[]
  /** Asks the store now instead of waiting for its notification. @throws StoreUnavailableError */
  refresh(): Promise<void>
  close(): Promise<void>
}

export interface ConfigurationCatalogDeps {
  readonly pool: StorePool
  readonly compile: (candidate: unknown) => Compilation
  /** Told of each failure to refresh, after which what was active stays active, and of each tenant whose set cannot be used here. */
  readonly onRefreshFailed: (error: unknown) => void
}

/** Loads what is active and keeps up with changes. @throws StoreUnavailableError */
export async function createConfigurationCatalog(
  deps: ConfigurationCatalogDeps,
): Promise<ConfigurationCatalog> {
  const { pool } = deps
  const compiled = createCompiledSets(deps)
  let active: ReadonlyMap<string, CataloguedConfiguration | UnusableConfigurationError> = new Map()
  let refreshing: Promise<void> | undefined
  let listener: { close(): Promise<void> } | undefined

  /** One tenant's set that cannot be used here is that tenant's trouble only. */
  async function load(): Promise<void> {
    const loaded = new Map<string, CataloguedConfiguration | UnusableConfigurationError>()
    for (const { tenantId, digest } of await listActivations(pool)) {
      loaded.set(tenantId, await loadOne(digest))
    }
    active = loaded
    for (const unusable of loaded.values()) {
      if (unusable instanceof UnusableConfigurationError) {
        deps.onRefreshFailed(unusable)
      }
    }
  }

  async function loadOne(digest: string): Promise<CataloguedConfiguration | UnusableConfigurationError> {
    try {
      const configuration = await compiled.byDigest(digest)
      return configuration === undefined
        ? new UnusableConfigurationError(digest, 'it is not stored')
        : { ...configuration, digest }
    } catch (error) {
      if (error instanceof UnusableConfigurationError) {
        return error
      }
      throw error
    }
  }

  async function refresh(): Promise<void> {
    // One that began before the change might not see it.
    await refreshing?.catch(() => undefined)
    refreshing ??= load().finally(() => {
      refreshing = undefined
    })
    await refreshing
  }

  function refreshInBackground(): void {
    refresh().catch(deps.onRefreshFailed)
  }

  async function listenAgain(): Promise<void> {
    listener ??= await pool.listen(CONFIGURATION_CHANNEL, {
      onNotification: refreshInBackground,
      onLost: () => {
        listener = undefined
      },
    })
  }

  await listenAgain()
  try {
    await refresh()
  } catch (error) {
    await listener?.close()
    throw error
  }
  const timer = setInterval(() => {
    listenAgain().then(refreshInBackground, deps.onRefreshFailed)
  }, REFRESH_EVERY_MS)

  return {
    active(tenantId) {
      const found = active.get(tenantId)
      if (found instanceof UnusableConfigurationError) {
        throw found
      }
      return found
    },
    loaded() {
      const usable = [...active.values()].flatMap((found) =>
        found instanceof UnusableConfigurationError ? [] : [found],
      )
      return [...new Map(usable.map((configuration) => [configuration.digest, configuration])).values()]
    },
    byDigest: (digest) => compiled.byDigest(digest),
    refresh,
    async close() {
      clearInterval(timer)
      await listener?.close()
      await refreshing?.catch(() => undefined)
    },
  }
}
