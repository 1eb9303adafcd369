import { runWarmUp } from '@pantau/service-runtime'
import type { Composition, ServiceContext, Settings, WarmUpReport } from '@pantau/service-runtime'
import type { Rehearsal } from './rehearsal.ts'
import type { warmUpSettings } from './warm-up-settings.ts'

/** By then a rehearsal has sent every statement of the usual path. */
const PREPARED_IN_ROUND = 3
const MS_PER_SECOND = 1_000

/** The part of a composition that warms up; without one where the settings leave it out. One line in the log says how it went. */
export function warmUpPhase(
  {
    settings,
    log,
    metrics,
  }: Pick<ServiceContext<Settings<typeof warmUpSettings>>, 'settings' | 'log' | 'metrics'>,
  open: () => Rehearsal,
): Pick<Composition, 'warmUp'> {
  if (settings.warmUpMs === 0) {
    return {}
  }
  const duration = metrics.gauge({
    name: 'pantau_warm_up_seconds',
    help: 'How long the warm-up took before the process was ready.',
    labels: {},
  })
  return {
    async warmUp(signal) {
      try {
        const { error, ...report } = await rehearse(open(), settings.warmUpMs, signal)
        duration.set({}, report.elapsedMs / MS_PER_SECOND)
        const fields = { ...report, elapsedMs: Math.round(report.elapsedMs) }
        if (error === undefined) {
          log.info(fields, 'warmed up')
        } else {
          log.warn({ ...fields, err: error }, 'warmed up, with rounds that failed')
        }
      } catch (error) {
        log.warn({ err: error }, 'could not warm up')
      }
    },
  }
}

async function rehearse(rehearsal: Rehearsal, maxMs: number, signal: AbortSignal): Promise<WarmUpReport> {
  let round = 0
  const report = await runWarmUp({
    async round() {
      round += 1
      await rehearsal.round()
      if (round === PREPARED_IN_ROUND) {
        await rehearsal.prepare()
      }
    },
    maxMs,
    signal,
    clock: { nowMs: () => performance.now() },
  })
  await rehearsal.close()
  return report
}
