import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Encoded } from './encoded.ts'
import type { EvaluationHeader } from './evaluation-header.ts'
import { KEYED_EVENT_VERSION, PACKED_EVENT_VERSION } from './accepted-event-codec.ts'
import { plannedEventBytes, plannedEventCodec } from './planned-event-codec.ts'
import type { AcceptedEvent, PlannedEvent, RuleGroupPart } from './stage-messages.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

/** Where an accepted event as this release writes it goes on after its header. No text within the header can hold it unescaped. */
const CONTENT_MARK = encodeUtf8(',"payment":')
/** Headers are some hundred bytes; one that is longer is read with the whole event. */
const HEADER_BYTES_MAX = 4_096

const validator = Compile(
  Type.Object({
    v: Type.Union([Type.Literal(KEYED_EVENT_VERSION), Type.Literal(PACKED_EVENT_VERSION)]),
    header: HeaderSchema,
  }),
)

/** An accepted event of which only the header was read: the rest, dozens of facts, is read by the stage that needs it. */
export interface AcceptedEnvelope {
  readonly header: EvaluationHeader
  /** The event as it goes to a rule group. Its bytes are put together from those of the event, which nobody has to write again. */
  plan(header: EvaluationHeader, part: RuleGroupPart): Encoded<PlannedEvent>
}

/**
 * Opens an event as far as it takes to plan it. What else is wrong with it shows where its content is read.
 * @throws UndecodableMessageError for an event whose header cannot be read
 */
export function openAcceptedEvent(event: Encoded<AcceptedEvent>): AcceptedEnvelope {
  const opened = event.isDecoded ? undefined : openBytes(event.bytes())
  const header = opened?.header ?? event.value().header
  return {
    header,
    plan: (plannedHeader, part) =>
      Encoded.ofSources({
        value: () => plan(event.value(), plannedHeader, part),
        bytes() {
          const written = opened ?? openBytes(event.bytes())
          return written === undefined
            ? plannedEventCodec.encode(plan(event.value(), plannedHeader, part))
            : plannedEventBytes(written.version, plannedHeader, part, written.content)
        },
      }),
  }
}

function plan(
  { payment, facts }: AcceptedEvent,
  header: EvaluationHeader,
  part: RuleGroupPart,
): PlannedEvent {
  return { header, part, payment, facts }
}

interface OpenedBytes {
  readonly version: number
  readonly header: EvaluationHeader
  /** From the comma after the header on. */
  readonly content: Uint8Array
}

/** Undefined when the bytes are not laid out as this release does. */
function openBytes(bytes: Uint8Array): OpenedBytes | undefined {
  const end = indexOfMark(bytes)
  if (end === undefined) {
    return undefined
  }
  try {
    const head: unknown = JSON.parse(`${decodeUtf8(bytes.subarray(0, end))}}`)
    return validator.Check(head)
      ? { version: head.v, header: head.header, content: bytes.subarray(end) }
      : undefined
  } catch {
    // Whoever reads the whole event says what is wrong with it.
    return undefined
  }
}

function indexOfMark(bytes: Uint8Array): number | undefined {
  const last = Math.min(bytes.length - CONTENT_MARK.length, HEADER_BYTES_MAX)
  for (let start = 0; start <= last; start += 1) {
    let matched = 0
    while (matched < CONTENT_MARK.length && bytes[start + matched] === CONTENT_MARK[matched]) {
      matched += 1
    }
    if (matched === CONTENT_MARK.length) {
      return start
    }
  }
  return undefined
}
