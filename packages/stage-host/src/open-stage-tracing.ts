import { SpansInProgress } from '@pantau/contracts'
import type { ServiceContext } from '@pantau/service-runtime'
import type { StageTracing } from '@pantau/stream'
import { openTracing } from '@pantau/telemetry'
import type { TracesSettings } from '@pantau/telemetry'

/** With what a service's stage records spans; undefined where nothing is traced. */
export async function openStageTracing(
  context: ServiceContext<TracesSettings>,
): Promise<StageTracing | undefined> {
  const tracer = await openTracing(context)
  return tracer === undefined ? undefined : { tracer, spans: new SpansInProgress() }
}
