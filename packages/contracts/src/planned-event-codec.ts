import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import type { EvaluationHeader } from './evaluation-header.ts'
import type { PlannedEvent, RuleGroupPart } from './stage-messages.ts'
import { encodeUtf8 } from './utf8.ts'
import { FactsSchema, factsFromWire, factsToWire } from './wire/facts-wire.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { PartSchema } from './wire/part-wire.ts'
import { PaymentSchema, paymentFromWire, paymentToWire } from './wire/payment-wire.ts'

const NAME = 'PlannedEvent'
const VERSION = 1

export const plannedEventCodec: Codec<PlannedEvent> = createJsonCodec({
  name: NAME,
  version: VERSION,
  properties: { header: HeaderSchema, part: PartSchema, payment: PaymentSchema, facts: FactsSchema },
  toWire: (event) => ({
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

/**
 * A planned event whose content is written already, as an accepted event of version 1 has it: both write payment and facts alike.
 * @param content from the comma before `"payment"` to the end of the event
 */
export function plannedEventBytes(
  header: EvaluationHeader,
  part: RuleGroupPart,
  content: Uint8Array,
): Uint8Array {
  const head = encodeUtf8(JSON.stringify({ v: VERSION, header, part }).slice(0, -1))
  const bytes = new Uint8Array(head.length + content.length)
  bytes.set(head)
  bytes.set(content, head.length)
  return bytes
}
