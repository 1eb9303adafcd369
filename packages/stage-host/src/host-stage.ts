import { traceParentOf } from '@pantau/contracts'
import type { EvaluationHeader } from '@pantau/contracts'
import { createStageMetrics } from '@pantau/service-runtime'
import type { Composition, ServiceContext } from '@pantau/service-runtime'
import { createQuarantine } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { runStage } from '@pantau/stream'
import type { Stage, StageRun, StageTracing, Transport } from '@pantau/stream'
import { brokerProbe } from './broker-probe.ts'
import { databaseProbe } from './database-probe.ts'
import { quarantineSink } from './quarantine-sink.ts'
import type { StageSettings } from './stage-settings.ts'
import type { Rehearsal } from './warm-up/rehearsal.ts'
import { warmUpPhase } from './warm-up/warm-up-phase.ts'

/** Runs one stage as a service: ready when database and broker are there; stops when what it has in hand is settled. */
export function hostStage<In extends { readonly header: EvaluationHeader }, Out>(
  context: ServiceContext<Pick<StageSettings, 'batchMax' | 'concurrency' | 'maxDeliveries' | 'warmUpMs'>>,
  deps: {
    readonly stage: Stage<In, Out>
    readonly transport: Transport
    readonly pool: StorePool
    readonly tracing?: StageTracing | undefined
    /** What is run before the stage begins. */
    readonly rehearse: () => Rehearsal
  },
): Composition {
  const { settings, log, metrics } = context
  const { stage, transport, pool, tracing } = deps
  let run: StageRun | undefined
  return {
    probes: [databaseProbe(pool), brokerProbe(transport)],
    ...warmUpPhase(context, deps.rehearse),
    start() {
      run = runStage({
        stage,
        transport,
        batchMax: settings.batchMax,
        concurrency: settings.concurrency,
        maxDeliveries: settings.maxDeliveries,
        quarantine: quarantineSink(createQuarantine(pool)),
        log,
        metrics: createStageMetrics(metrics, [stage.name]),
        tracing: tracing === undefined ? undefined : { ...tracing, traceParentOf },
      })
      run.done.catch(context.fail)
    },
    async stop() {
      await run?.stop()
    },
  }
}
