import { protobufFields } from './protobuf-fields.ts'

/** A span as a collector gets it. */
export interface ReceivedSpan {
  /** `service.name` of its resource. */
  readonly service: string
  readonly traceId: string
  readonly spanId: string
  /** Undefined for the first span of a trace. */
  readonly parentSpanId: string | undefined
  readonly name: string
  /** As the protocol numbers them: 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number
  readonly startNs: bigint
  readonly endNs: bigint
  readonly attributes: Readonly<Record<string, string | number | boolean>>
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly isError: boolean
}

const ERROR_STATUS = 2n

/** Field numbers of opentelemetry/proto/trace/v1/trace.proto, as far as they are read. */
const RESOURCE_SPANS = 1
const RESOURCE = 1
const SCOPE_SPANS = 2
const SPANS = 2
const RESOURCE_ATTRIBUTES = 1
const SPAN = {
  traceId: 1,
  spanId: 2,
  parentSpanId: 4,
  name: 5,
  kind: 6,
  start: 7,
  end: 8,
  attributes: 9,
  links: 13,
  status: 15,
} as const
const STATUS_CODE = 3
/** Of the value of an attribute; the others are texts and whole numbers. */
const BOOLEAN = 2
const DOUBLE = 4

/** How many spans a request of OTLP has; for whoever only counts. */
export function countSpans(request: Buffer): number {
  return spansOf(request).reduce((sum, { spans }) => sum + spans.length, 0)
}

/** Reads a request of OTLP (`ExportTraceServiceRequest`). @throws RangeError, TypeError for what is none */
export function readSpans(request: Buffer): readonly ReceivedSpan[] {
  return spansOf(request).flatMap(({ service, spans }) => spans.map((span) => readSpan(service, span)))
}

function spansOf(
  request: Buffer,
): readonly { readonly service: string; readonly spans: readonly Buffer[] }[] {
  return messages(request, RESOURCE_SPANS).map((resourceSpans) => {
    const [resource] = messages(resourceSpans, RESOURCE)
    const attributes = resource === undefined ? {} : readAttributes(messages(resource, RESOURCE_ATTRIBUTES))
    return {
      service: String(attributes['service.name']),
      spans: messages(resourceSpans, SCOPE_SPANS).flatMap((scopeSpans) => messages(scopeSpans, SPANS)),
    }
  })
}

function readSpan(service: string, span: Buffer): ReceivedSpan {
  const [parent] = messages(span, SPAN.parentSpanId)
  const [status] = messages(span, SPAN.status)
  return {
    service,
    traceId: hex(span, SPAN.traceId),
    spanId: hex(span, SPAN.spanId),
    parentSpanId: parent === undefined || parent.length === 0 ? undefined : parent.toString('hex'),
    name: messages(span, SPAN.name)[0]?.toString() ?? '',
    kind: Number(integer(span, SPAN.kind)),
    startNs: integer(span, SPAN.start),
    endNs: integer(span, SPAN.end),
    attributes: readAttributes(messages(span, SPAN.attributes)),
    links: messages(span, SPAN.links).map((link) => ({
      traceId: hex(link, SPAN.traceId),
      spanId: hex(link, SPAN.spanId),
    })),
    isError: status !== undefined && integer(status, STATUS_CODE) === ERROR_STATUS,
  }
}

function readAttributes(pairs: readonly Buffer[]): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, value] = [messages(pair, 1)[0], messages(pair, 2)[0]]
      return [key?.toString() ?? '', readValue(value ?? Buffer.alloc(0))]
    }),
  )
}

function readValue(value: Buffer): string | number | boolean {
  const [field] = protobufFields(value)
  if (field === undefined) {
    return ''
  }
  const { number, value: content } = field
  if (typeof content !== 'bigint') {
    return content.toString()
  }
  if (number === BOOLEAN) {
    return content === 1n
  }
  return number === DOUBLE ? doubleOf(content) : Number(content)
}

function doubleOf(bits: bigint): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setBigUint64(0, bits)
  return view.getFloat64(0)
}

function messages(message: Buffer, number: number): readonly Buffer[] {
  return [...protobufFields(message)].flatMap((field) =>
    field.number === number && typeof field.value !== 'bigint' ? [field.value] : [],
  )
}

function hex(message: Buffer, number: number): string {
  return messages(message, number)[0]?.toString('hex') ?? ''
}

function integer(message: Buffer, number: number): bigint {
  for (const field of protobufFields(message)) {
    if (field.number === number && typeof field.value === 'bigint') {
      return field.value
    }
  }
  return 0n
}
