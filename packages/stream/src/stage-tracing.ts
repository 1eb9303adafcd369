import type { Encoded, SpansInProgress, Tracer } from '@pantau/contracts'

/** With what stages record spans. */
export interface StageTracing {
  readonly tracer: Tracer
  /** Those of the messages in hand: what a stage learns about a message goes to its span. */
  readonly spans: SpansInProgress
}

/** With what a stage that is run records the messages that it is handed. */
export interface DeliveryTracing<In> extends StageTracing {
  /** The trace context that a message carries, looked up without reading the message. */
  readonly traceParentOf: (message: Encoded<In>) => string | undefined
}
