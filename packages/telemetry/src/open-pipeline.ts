import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import type { Tracer } from '@pantau/contracts'
import { createEpochClock } from './epoch-clock.ts'
import { createTracer } from './create-tracer.ts'
import type { TracingOptions } from './create-tracing.ts'
import { RandomIds } from './random-ids.ts'
import { Sampling } from './sampling.ts'
import { EXPORT_TIMEOUT_MS, REQUESTS_MAX, SpanQueue } from './span-queue.ts'

const SCOPE = '@pantau/telemetry'

/** A tracer whose spans are sent to a collector. Loading this file loads the SDK. */
export function openPipeline(
  url: string,
  { service, version, instance, settings, log, metrics }: TracingOptions,
): { readonly tracer: Tracer; close(): Promise<void> } {
  const { tracesToken, tracesRatio = 0, tracesCallersPerSecond = 0 } = settings
  const exporter = new OTLPTraceExporter({
    url,
    timeoutMillis: EXPORT_TIMEOUT_MS,
    concurrencyLimit: REQUESTS_MAX,
    ...(tracesToken === undefined ? {} : { headers: { authorization: `Bearer ${tracesToken.reveal()}` } }),
  })
  const queue = new SpanQueue({ exporter, metrics, log })
  const nowMs = createEpochClock({ dateMs: Date.now, monotonicMs: () => performance.now() })
  const tracer = createTracer(
    {
      resource: resourceFromAttributes({
        'service.name': service,
        'service.version': version,
        'service.instance.id': instance,
        'service.namespace': 'pantau',
      }),
      scope: { name: SCOPE, version },
      ids: new RandomIds(),
      nowMs,
      onEnded: (span) => queue.add(span),
    },
    new Sampling({
      ratio: tracesRatio,
      callersPerSecond: tracesCallersPerSecond,
      nowMs: () => performance.now(),
      random: Math.random,
    }),
  )
  return { tracer, close: () => queue.close() }
}
