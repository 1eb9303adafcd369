import type { Span } from './span.ts'

/** The spans of the messages that a process has in hand, by the context that the messages carry: whoever handles one finds its span. */
export class SpansInProgress {
  readonly #spans = new Map<string, Span>()

  /** Remembers the span of a message until it is closed. As many are open as messages are in hand. */
  open(traceParent: string, span: Span): void {
    this.#spans.set(traceParent, span)
  }

  close(traceParent: string, span: Span): void {
    if (this.#spans.get(traceParent) === span) {
      this.#spans.delete(traceParent)
    }
  }

  /** The span of the message that carries this context; undefined when none is recorded. */
  of(traceParent: string | undefined): Span | undefined {
    return traceParent === undefined || this.#spans.size === 0 ? undefined : this.#spans.get(traceParent)
  }

  get isEmpty(): boolean {
    return this.#spans.size === 0
  }
}
