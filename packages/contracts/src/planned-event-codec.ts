import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import type { PlannedEvent } from './stage-messages.ts'
import { FactsSchema, factsFromWire, factsToWire } from './wire/facts-wire.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { PartSchema } from './wire/part-wire.ts'
import { PaymentSchema, paymentFromWire, paymentToWire } from './wire/payment-wire.ts'

const NAME = 'PlannedEvent'

export const plannedEventCodec: Codec<PlannedEvent> = createJsonCodec({
  name: NAME,
  version: 1,
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
