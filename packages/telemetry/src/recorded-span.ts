import { SpanKind as Kind, SpanStatusCode, TraceFlags } from '@opentelemetry/api'
import type { Attributes, HrTime, Link, SpanContext as RemoteContext, SpanStatus } from '@opentelemetry/api'
import type { InstrumentationScope } from '@opentelemetry/core'
import type { Resource } from '@opentelemetry/resources'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { writeTraceParent } from '@pantau/contracts'
import type { Span, SpanAttributes, SpanContext, SpanKind, SpanStart } from '@pantau/contracts'
import type { RandomIds } from './random-ids.ts'

/** Links beyond are counted, not kept: a commit may be for a thousand messages. */
export const LINKS_MAX = 128
const ATTRIBUTES_MAX = 32
const TEXT_LENGTH_MAX = 256
const MS_PER_SECOND = 1_000
const NS_PER_MS = 1_000_000
const NS_PER_SECOND = 1_000_000_000

const KINDS: Readonly<Record<SpanKind, Kind>> = {
  internal: Kind.INTERNAL,
  server: Kind.SERVER,
  client: Kind.CLIENT,
  producer: Kind.PRODUCER,
  consumer: Kind.CONSUMER,
}

/** What all spans of a process share. */
export interface SpanSurroundings {
  readonly resource: Resource
  readonly scope: InstrumentationScope
  readonly ids: RandomIds
  readonly nowMs: () => number
  /** Told each span that has ended. */
  readonly onEnded: (span: ReadableSpan) => void
}

/** Whose part a span is; a new trace where it is nobody's. */
export interface SpanParent extends SpanContext {
  readonly isRemote: boolean
}

/**
 * A span as it is recorded and, once ended, as the SDK's processor and exporter read it. The SDK's own span does the same and more: it checks
 * and copies every attribute, which takes longer than all the rest.
 */
export class RecordedSpan implements Span, ReadableSpan {
  readonly name: string
  readonly kind: Kind
  readonly startTime: HrTime
  readonly parentSpanContext?: RemoteContext
  readonly attributes: Attributes = {}
  readonly links: Link[]
  readonly events = []
  readonly resource: Resource
  readonly instrumentationScope: InstrumentationScope
  readonly droppedEventsCount = 0
  readonly droppedLinksCount: number
  droppedAttributesCount = 0
  status: SpanStatus = { code: SpanStatusCode.UNSET }
  endTime: HrTime = [0, 0]
  duration: HrTime = [0, 0]
  ended = false
  readonly #surroundings: SpanSurroundings
  readonly #context: RemoteContext
  readonly #startedAtMs: number
  #attributesCount = 0

  constructor(
    surroundings: SpanSurroundings,
    name: string,
    parent: SpanParent | undefined,
    { kind = 'internal', startedAtMs, links = [] }: SpanStart = {},
  ) {
    const { ids } = surroundings
    this.#surroundings = surroundings
    this.#startedAtMs = startedAtMs ?? surroundings.nowMs()
    this.#context = contextOf({ traceId: parent?.traceId ?? ids.traceId(), spanId: ids.spanId() })
    this.name = name
    this.kind = KINDS[kind]
    this.startTime = timeOf(this.#startedAtMs)
    if (parent !== undefined) {
      this.parentSpanContext = { ...contextOf(parent), isRemote: parent.isRemote }
    }
    this.links = links.slice(0, LINKS_MAX).map((link) => ({ context: contextOf(link) }))
    this.droppedLinksCount = links.length - this.links.length
    this.resource = surroundings.resource
    this.instrumentationScope = surroundings.scope
  }

  get context(): SpanContext {
    return this.#context
  }

  get traceParent(): string {
    return writeTraceParent(this.#context)
  }

  spanContext(): RemoteContext {
    return this.#context
  }

  set(attributes: SpanAttributes): void {
    for (const [name, value] of Object.entries(attributes)) {
      const isNew = !(name in this.attributes)
      if (isNew && this.#attributesCount === ATTRIBUTES_MAX) {
        this.droppedAttributesCount += 1
      } else {
        this.#attributesCount += isNew ? 1 : 0
        this.attributes[name] = typeof value === 'string' ? value.slice(0, TEXT_LENGTH_MAX) : value
      }
    }
  }

  child(name: string, start?: SpanStart): Span {
    return new RecordedSpan(this.#surroundings, name, { ...this.#context, isRemote: false }, start)
  }

  fail(type: string): void {
    this.set({ 'error.type': type })
    this.status = { code: SpanStatusCode.ERROR }
  }

  end(): void {
    if (this.ended) {
      return
    }
    const endedAtMs = Math.max(this.#startedAtMs, this.#surroundings.nowMs())
    this.ended = true
    this.endTime = timeOf(endedAtMs)
    this.duration = timeOf(endedAtMs - this.#startedAtMs)
    this.#surroundings.onEnded(this)
  }
}

function contextOf({ traceId, spanId }: SpanContext): RemoteContext {
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED }
}

/** Seconds and nanoseconds. */
function timeOf(ms: number): HrTime {
  const seconds = Math.trunc(ms / MS_PER_SECOND)
  const ns = Math.round((ms - seconds * MS_PER_SECOND) * NS_PER_MS)
  return ns < NS_PER_SECOND ? [seconds, ns] : [seconds + 1, 0]
}
