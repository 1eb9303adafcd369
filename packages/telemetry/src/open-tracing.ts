import type { Tracer } from '@pantau/contracts'
import type { ServiceContext } from '@pantau/service-runtime'
import { createTracing } from './create-tracing.ts'
import type { TracesSettings } from './settings.ts'

/** The tracer of a service, closed when everything that is opened after it is; undefined where nothing is traced. */
export async function openTracing(
  context: Pick<
    ServiceContext<TracesSettings>,
    'service' | 'version' | 'instance' | 'settings' | 'log' | 'metrics' | 'scope'
  >,
): Promise<Tracer | undefined> {
  const tracing = await createTracing(context)
  return context.scope.use('tracing', tracing, (held) => held.close()).tracer
}
