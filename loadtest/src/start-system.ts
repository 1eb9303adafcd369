import { join } from 'node:path'
import type { BenchOptions } from './bench-options.ts'
import type { BenchmarkDeps } from './benchmark-deps.ts'
import { preloadHistory } from './history/preload-history.ts'
import type { HistorySummary } from './history/preload-history.ts'
import { DECIDER_INSTANCES, EVALUATOR_INSTANCES } from './pantau-services.ts'
import type { PantauOptions } from './start-pantau.ts'
import { activateFor, prepareDatabase, startPantau, TENANT_ID } from './start-pantau.ts'
import { startStandalone } from './start-standalone.ts'
import type { SystemUnderTest } from './system-under-test.ts'
import type { TenantTokens } from './tenant-tokens.ts'
import { withSpanSink } from './traces/with-span-sink.ts'

export interface SystemOptions {
  readonly tokens?: TenantTokens | undefined
  /** Tenants besides the first that the configuration is active for; those that the options tell when absent. */
  readonly otherTenantIds?: readonly string[]
  readonly onHistory?: (summary: HistorySummary) => void
}

/** Pantau as the options ask for it, with its logs in the output folder, and the history that is asked for on record. */
export function startSystem(
  deps: BenchmarkDeps,
  { tokens, onHistory, otherTenantIds = tenantIdsOf(deps.options).slice(1) }: SystemOptions = {},
): Promise<SystemUnderTest> {
  const { options, configuration } = deps
  const folder = join(options.outFolder, 'logs')
  const prepare = async (databaseUrl: string): Promise<void> => {
    await activateFor(databaseUrl, configuration, otherTenantIds)
    if (options.historyCount > 0) {
      onHistory?.(await preload(deps, databaseUrl))
    }
  }
  return withSpanSink(folder, options.tracesRatio, (traces) => {
    const traced = traces === undefined ? {} : { traces }
    return options.target === 'standalone'
      ? startStandalone({
          folder,
          prepare: async (databaseUrl) => {
            await prepareDatabase(databaseUrl, configuration)
            await prepare(databaseUrl)
          },
          ...traced,
        })
      : startPantau({
          folder,
          configuration,
          prepare,
          tls: options.tls,
          isCold: options.isCold,
          ...traced,
          settings: {
            ...options.serviceSettings,
            tms: { ...tokens?.ingressSettings, ...options.serviceSettings.tms },
            decider: { ...tokens?.ingressSettings, ...options.serviceSettings.decider },
          },
          instances: instancesOf(options),
          postgresSettings: options.postgresSettings,
          ...(options.natsSyncInterval === undefined ? {} : { natsSyncInterval: options.natsSyncInterval }),
        })
  })
}

function instancesOf({ target, ingressCount }: BenchOptions): NonNullable<PantauOptions['instances']> {
  switch (target) {
    case 'evaluator':
      return { ...EVALUATOR_INSTANCES, tms: ingressCount }
    case 'decider':
      return { ...DECIDER_INSTANCES, decider: ingressCount }
    case 'services':
    case 'standalone':
      return { tms: ingressCount }
  }
}

function preload(
  { options, configuration, startedAt, write }: BenchmarkDeps,
  databaseUrl: string,
): Promise<HistorySummary> {
  return preloadHistory({
    databaseUrl,
    tenantId: TENANT_ID,
    configuration,
    paymentCount: options.historyCount,
    accountCount: options.accountCount,
    hotShare: options.hotShare,
    paddingBytes: options.paddingBytes,
    seed: options.seed,
    untilMs: startedAt.getTime(),
    onProgress: write,
  })
}

/** Those that the payments are spread over. */
export function tenantIdsOf({ tenantCount }: BenchOptions): readonly [string, ...string[]] {
  const others = Array.from({ length: Math.max(0, tenantCount - 1) }, (_, index) => `tenant-${index + 2}`)
  return [TENANT_ID, ...others]
}
