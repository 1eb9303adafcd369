import type { Codec } from './codec.ts'
import { PackedFacts } from './event-facts.ts'
import { createJsonVersion, decodeJson } from './json-codec.ts'
import type { AcceptedEvent, CapturedEvent } from './stage-messages.ts'
import { FactsSchema, factsFromWire, factsToWire } from './wire/facts-wire.ts'
import { HeaderSchema } from './wire/header-wire.ts'
import { LayoutIdSchema, PackedValuesSchema } from './wire/packed-facts-wire.ts'
import { PaymentSchema, paymentFromWire, paymentToWire } from './wire/payment-wire.ts'

const NAME = 'AcceptedEvent'
/** Facts by key: an event that can be read with nothing else at hand, as all were once. */
export const KEYED_EVENT_VERSION = 1
/** Facts as values in the order of a layout. */
export const PACKED_EVENT_VERSION = 2

const keyed = createJsonVersion({
  name: NAME,
  version: KEYED_EVENT_VERSION,
  properties: { header: HeaderSchema, payment: PaymentSchema, facts: FactsSchema },
  toWire: (event: CapturedEvent) => ({
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

const packed = createJsonVersion({
  name: NAME,
  version: PACKED_EVENT_VERSION,
  properties: {
    header: HeaderSchema,
    payment: PaymentSchema,
    layout: LayoutIdSchema,
    facts: PackedValuesSchema,
  },
  toWire: (event: AcceptedEvent & { readonly facts: PackedFacts }) => ({
    header: event.header,
    payment: paymentToWire(event.payment),
    layout: event.facts.layout,
    facts: [...event.facts.values],
  }),
  fromWire: (wire) => ({
    header: wire.header,
    payment: paymentFromWire(wire.payment),
    facts: new PackedFacts(wire.layout, wire.facts),
  }),
})

/** Writes facts as it is given them; `acceptedEventText` writes the same without packing them again. */
export const acceptedEventCodec: Codec<AcceptedEvent> = {
  encode({ facts, ...event }) {
    return facts instanceof PackedFacts
      ? packed.encode({ ...event, facts })
      : keyed.encode({ ...event, facts })
  },
  decode: (bytes) => decodeJson<AcceptedEvent>([packed, keyed], bytes),
}

/**
 * An accepted event whose facts are written already, as one line of JSON.
 * @param header an `EvaluationHeader`
 * @param payment a payment as `paymentToWire` makes it
 * @param facts the JSON of what a `FactLayout` packs
 */
export function acceptedEventText(header: object, payment: object, layout: string, facts: string): string {
  const head = JSON.stringify({ v: PACKED_EVENT_VERSION, header, payment, layout })
  return `${head.slice(0, -1)},"facts":${facts}}`
}
