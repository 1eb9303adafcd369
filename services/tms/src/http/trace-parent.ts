/** https://www.w3.org/TR/trace-context/#traceparent-header */
const TRACE_PARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The caller's trace context, when the header holds a valid one; any other is ignored, as the standard asks. */
export function readTraceParent(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && TRACE_PARENT.test(header) ? header : undefined
}
