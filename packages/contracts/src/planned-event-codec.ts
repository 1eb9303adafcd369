import type { Codec } from './codec.ts'
import { KEYED_EVENT_VERSION, PACKED_EVENT_VERSION } from './accepted-event-codec.ts'
import type { EvaluationHeader } from './evaluation-header.ts'
import { PackedFacts } from './event-facts.ts'
import { createJsonVersion, decodeJson } from './json-codec.ts'
import type { CapturedEvent, PlannedEvent, RuleGroupPart } from './stage-messages.ts'
import { encodeUtf8 } from './utf8.ts'
import { FactsSchema, factsFromWire, factsToWire } from './wire/facts-wire.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { LayoutIdSchema, PackedValuesSchema } from './wire/packed-facts-wire.ts'
import { PartSchema } from './wire/part-wire.ts'
import { PaymentSchema, paymentFromWire, paymentToWire } from './wire/payment-wire.ts'

const NAME = 'PlannedEvent'

const keyed = createJsonVersion({
  name: NAME,
  version: KEYED_EVENT_VERSION,
  properties: { header: HeaderSchema, part: PartSchema, payment: PaymentSchema, facts: FactsSchema },
  toWire: (event: PlannedEvent & CapturedEvent) => ({
    header: event.header,
    part: event.part,
    payment: paymentToWire(event.payment),
    facts: factsToWire(event.facts),
  }),
  fromWire: (wire) => ({
    header: wire.header,
    part: wire.part,
    payment: paymentFromWire(wire.payment),
    facts: factsFromWire(NAME, wire.facts),
  }),
})

const packed = createJsonVersion({
  name: NAME,
  version: PACKED_EVENT_VERSION,
  properties: {
    header: HeaderSchema,
    part: PartSchema,
    payment: PaymentSchema,
    layout: LayoutIdSchema,
    facts: PackedValuesSchema,
  },
  toWire: (event: PlannedEvent & { readonly facts: PackedFacts }) => ({
    header: event.header,
    part: event.part,
    payment: paymentToWire(event.payment),
    layout: event.facts.layout,
    facts: [...event.facts.values],
  }),
  fromWire: (wire) => ({
    header: wire.header,
    part: wire.part,
    payment: paymentFromWire(wire.payment),
    facts: new PackedFacts(wire.layout, wire.facts),
  }),
})

export const plannedEventCodec: Codec<PlannedEvent> = {
  encode({ facts, ...event }) {
    return facts instanceof PackedFacts
      ? packed.encode({ ...event, facts })
      : keyed.encode({ ...event, facts })
  },
  decode: (bytes) => decodeJson<PlannedEvent>([packed, keyed], bytes),
}

/**
 * A planned event whose content is written already, as an accepted event of the same version has it: both write payment and facts alike.
 * @param content from the comma before `"payment"` to the end of the event
 */
export function plannedEventBytes(
  version: number,
  header: EvaluationHeader,
  part: RuleGroupPart,
  content: Uint8Array,
): Uint8Array {
  const head = encodeUtf8(JSON.stringify({ v: version, header, part }).slice(0, -1))
  const bytes = new Uint8Array(head.length + content.length)
  bytes.set(head)
  bytes.set(content, head.length)
  return bytes
}
