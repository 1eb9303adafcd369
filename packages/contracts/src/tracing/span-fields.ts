import type { Span, SpanContext } from './span.ts'

/** Fields for a log line about one message: none where no span is recorded. */
export function spanFields(span: Span | undefined): Partial<SpanContext> {
  return span === undefined ? {} : { traceId: span.context.traceId, spanId: span.context.spanId }
}
