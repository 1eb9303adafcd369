/** Names after the semantic conventions of OpenTelemetry, or `pantau.…`. Never a payload, an account, a name or an id that a caller chose. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>

/** What names a span to others. */
export interface SpanContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string
  /** 16 hexadecimal digits. */
  readonly spanId: string
}

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal'

export interface SpanStart {
  /** `internal` when absent. */
  readonly kind?: SpanKind
  /** By the tracer's clock; now when absent. */
  readonly startedAtMs?: number
  /** Spans that it has to do with and that are not its parent. */
  readonly links?: readonly SpanContext[]
}

/**
 * A piece of work that is recorded. There are no spans that are not: who has none writes `span?.…`, which then costs nothing. Nothing of it
 * leaves before it has ended, and nothing that happens to it is ever an error for the work.
 */
export interface Span {
  readonly context: SpanContext
  /** Its context as a `traceparent` of W3C Trace Context, for what is caused by it. */
  readonly traceParent: string
  /** Adds attributes, over those of the same name. */
  set(attributes: SpanAttributes): void
  /** A part of its work. */
  child(name: string, start?: SpanStart): Span
  /** It went wrong. @param type of a few, such as the name of an error's class; never a text with data in it */
  fail(type: string): void
  /** Ends it now. A second end does nothing. */
  end(): void
}
