import { isSampled, spanContextOf, withoutSampling } from '@pantau/contracts'
import type { Span, SpanStart, Tracer } from '@pantau/contracts'
import { RecordedSpan } from './recorded-span.ts'
import type { SpanSurroundings } from './recorded-span.ts'
import type { Sampling } from './sampling.ts'

/** Spans that are recorded; what is not sampled has none. */
export function createTracer(surroundings: SpanSurroundings, sampling: Sampling): Tracer {
  function under(traceParent: string | undefined, name: string, start: SpanStart | undefined): Span {
    const parent = traceParent === undefined ? undefined : { ...spanContextOf(traceParent), isRemote: true }
    return new RecordedSpan(surroundings, name, parent, start)
  }

  return {
    nowMs: surroundings.nowMs,
    enter: (traceParent, name, start) =>
      sampling.decide(traceParent) ? under(traceParent, name, start) : undefined,
    unsampled: (traceParent) => (traceParent === undefined ? undefined : withoutSampling(traceParent)),
    follow: (traceParent, name, start) =>
      traceParent !== undefined && isSampled(traceParent) ? under(traceParent, name, start) : undefined,
    begin: (name, start) => under(undefined, name, start),
  }
}
