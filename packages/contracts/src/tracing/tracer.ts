import type { Span, SpanStart } from './span.ts'

/** Begins spans. Where nothing is traced there is no tracer. */
export interface Tracer {
  /** Milliseconds since the epoch, finer than one. */
  nowMs(): number
  /**
   * A span for what came from outside; undefined when it is not sampled. Here it is decided for all that follows.
   * @param traceParent of the caller, a valid one
   */
  enter(traceParent: string | undefined, name: string, start?: SpanStart): Span | undefined
  /** The context that goes along with what is not sampled here: the caller's, saying so. */
  unsampled(traceParent: string | undefined): string | undefined
  /** A span under the one that a message carries; undefined when that is not recorded. */
  follow(traceParent: string | undefined, name: string, start?: SpanStart): Span | undefined
  /** A span of a trace of its own, for what is done for many. */
  begin(name: string, start?: SpanStart): Span
}
