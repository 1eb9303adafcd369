import type { Codec } from './codec.ts'
import { createJsonCodec } from './json-codec.ts'
import type { AcceptedEvent } from './stage-messages.ts'
import { FactsSchema, factsFromWire, factsToWire } from './wire/facts-wire.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { PaymentSchema, paymentFromWire, paymentToWire } from './wire/payment-wire.ts'

const NAME = 'AcceptedEvent'
export const ACCEPTED_EVENT_VERSION = 1

export const acceptedEventCodec: Codec<AcceptedEvent> = createJsonCodec({
  name: NAME,
  version: ACCEPTED_EVENT_VERSION,
  properties: { header: HeaderSchema, payment: PaymentSchema, facts: FactsSchema },
  toWire: (event) => ({
    header: event.header,
    payment: paymentToWire(event.payment),
    facts: factsToWire(event.facts),
  }),
  fromWire: (wire) => ({
    header: wire.header,
    payment: paymentFromWire(wire.payment),
    facts: factsFromWire(NAME, wire.facts),
  }),
})
