import { isSampled, spanContextOf, withoutSampling, writeTraceParent } from '@pantau/contracts'
import type { Span, SpanAttributes, SpanContext, SpanStart, Tracer } from '@pantau/contracts'

const SPAN_ID_DIGITS = 16
const TRACE_ID_DIGITS = 32

/** A span as it was when it ended. */
export interface EndedSpan {
  readonly name: string
  readonly context: SpanContext
  /** The id of its parent. */
  readonly parent: string | undefined
  readonly links: readonly SpanContext[]
  readonly attributes: SpanAttributes
  /** What it failed with. */
  readonly failure: string | undefined
}

/** A tracer that keeps the spans that have ended; it samples what callers sample, and what they say nothing about. */
export interface MemoryTracer extends Tracer {
  readonly ended: readonly EndedSpan[]
}

export function createMemoryTracer(): MemoryTracer {
  const ended: EndedSpan[] = []
  let lastId = 0
  const newId = (digits: number): string => {
    lastId += 1
    return lastId.toString(16).padStart(digits, '0')
  }

  function begin(name: string, parent: SpanContext | undefined, start: SpanStart = {}): Span {
    const context = { traceId: parent?.traceId ?? newId(TRACE_ID_DIGITS), spanId: newId(SPAN_ID_DIGITS) }
    const attributes: Record<string, string | number | boolean> = {}
    let failure: string | undefined
    let isEnded = false
    return {
      context,
      traceParent: writeTraceParent(context),
      set: (added) => Object.assign(attributes, added),
      child: (childName, childStart) => begin(childName, context, childStart),
      fail: (type) => {
        failure = type
      },
      end: () => {
        if (!isEnded) {
          isEnded = true
          const { links = [] } = start
          ended.push({ name, context, parent: parent?.spanId, links, attributes: { ...attributes }, failure })
        }
      },
    }
  }

  return {
    ended,
    nowMs: () => performance.now(),
    enter: (traceParent, name, start) =>
      traceParent === undefined || isSampled(traceParent)
        ? begin(name, traceParent === undefined ? undefined : spanContextOf(traceParent), start)
        : undefined,
    unsampled: (traceParent) => (traceParent === undefined ? undefined : withoutSampling(traceParent)),
    follow: (traceParent, name, start) =>
      traceParent !== undefined && isSampled(traceParent)
        ? begin(name, spanContextOf(traceParent), start)
        : undefined,
    begin: (name, start) => begin(name, undefined, start),
  }
}
