import type { Encoded } from '../encoded.ts'
import type { EvaluationHeader } from '../evaluation-header.ts'
import { encodeUtf8 } from '../utf8.ts'
import type { SpanContext } from './span.ts'

/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/
const TRACE_PARENT_LENGTH = 55
const TRACE_ID_AT = 3
const SPAN_ID_AT = 36
const SAMPLED_FLAG = 1
const FLAGS_LENGTH = 2

const QUOTE = 0x22
const ESCAPE = 0x5c
const END_OF_OBJECT = 0x7d
/** How a message's header names its context. */
const MEMBER = encodeUtf8('"traceParent":"')
/** Headers are some hundred bytes, and come first. */
const HEADER_BYTES_MAX = 4_096

/** The caller's trace context, when the header holds a valid one; any other is ignored, as the standard asks. */
export function readTraceParent(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && TRACE_PARENT.test(header) ? header : undefined
}

/** Whether the span that a valid context names is recorded, as far as its writer knows. */
export function isSampled(traceParent: string): boolean {
  return (Number.parseInt(traceParent.slice(-1), 16) & SAMPLED_FLAG) === SAMPLED_FLAG
}

/** The same context with the word that nothing is recorded. */
export function withoutSampling(traceParent: string): string {
  return isSampled(traceParent) ? `${traceParent.slice(0, -FLAGS_LENGTH)}00` : traceParent
}

/** @param traceParent a valid one */
export function spanContextOf(traceParent: string): SpanContext {
  return {
    traceId: traceParent.slice(TRACE_ID_AT, SPAN_ID_AT - 1),
    spanId: traceParent.slice(SPAN_ID_AT, TRACE_PARENT_LENGTH - FLAGS_LENGTH - 1),
  }
}

/** The context of a recorded span, as it travels. */
export function writeTraceParent({ traceId, spanId }: SpanContext): string {
  return `00-${traceId}-${spanId}-01`
}

/**
 * The trace context that a message carries, where it is a valid one: of its header when that is read already, else looked up in its bytes
 * without reading them. For traces only; everything else reads the header.
 */
export function traceParentOf(message: Encoded<{ readonly header: EvaluationHeader }>): string | undefined {
  return readTraceParent(
    message.isDecoded ? message.value().header.traceParent : traceParentIn(message.bytes()),
  )
}

/** What a message's bytes hold in its place, when it is as long as one; undefined otherwise. */
export function traceParentIn(bytes: Uint8Array): string | undefined {
  const start = indexOfMember(bytes)
  return start === undefined || bytes[start + TRACE_PARENT_LENGTH] !== QUOTE
    ? undefined
    : String.fromCharCode(...bytes.subarray(start, start + TRACE_PARENT_LENGTH))
}

/** Where the value of the member begins; the header is the first object that ends. */
function indexOfMember(bytes: Uint8Array): number | undefined {
  const last = Math.min(bytes.length, HEADER_BYTES_MAX)
  let isText = false
  for (let at = 0; at < last; at += 1) {
    const byte = bytes[at]
    if (byte === ESCAPE) {
      at += 1
    } else if (byte === QUOTE) {
      if (!isText && isMemberAt(bytes, at)) {
        return at + MEMBER.length
      }
      isText = !isText
    } else if (byte === END_OF_OBJECT && !isText) {
      return undefined
    }
  }
  return undefined
}

function isMemberAt(bytes: Uint8Array, start: number): boolean {
  return MEMBER.every((byte, index) => bytes[start + index] === byte)
}
