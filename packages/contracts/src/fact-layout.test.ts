import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { capturedEvents } from '../test/message-arbitraries.ts'
import { acceptedEvent } from '../test/sample-messages.ts'
import { acceptedEventCodec, acceptedEventText } from './accepted-event-codec.ts'
import { UndecodableMessageError } from './codec.ts'
import { PackedFacts } from './event-facts.ts'
import { capturedFactsOf, createFactLayout } from './fact-layout.ts'
import { paymentToWire } from './wire/payment-wire.ts'

const ATTEMPTS = 'attempt-count/debtor/sent/86400000'
const layout = createFactLayout([ATTEMPTS, 'conditions'])

test('an event whose facts are written beforehand is the one that its codec writes, and has the same facts', () => {
  fc.assert(
    fc.property(capturedEvents, (event) => {
      const own = createFactLayout(Object.keys(event.facts))
      const values = own.pack(event.facts)
      const text = acceptedEventText(event.header, paymentToWire(event.payment), 'id', JSON.stringify(values))
      const packed = { ...event, facts: new PackedFacts('id', values) }
      const bytes = new TextEncoder().encode(text)

      expect(new TextDecoder().decode(acceptedEventCodec.encode(packed))).toBe(text)
      const read = acceptedEventCodec.decode(bytes)
      expect({ ...read, facts: capturedFactsOf(read.facts, own) }).toStrictEqual(event)
    }),
  )
})

describe('packed facts', () => {
  it('have no names', () => {
    expect(layout.pack(acceptedEvent.facts)).toEqual([
      { count: 2, saturated: false },
      acceptedEvent.facts['conditions'],
    ])
  })

  it('are not read without their layout', () => {
    expect(() => capturedFactsOf(new PackedFacts('lost', []), undefined)).toThrow(
      new UndecodableMessageError('No layout of facts is on record under lost'),
    )
  })

  it.each([
    [[], "Event at '/facts': 0 values, and the layout names 2 facts"],
    [[{ count: 2, saturated: false }, [], []], '3 values'],
    [[[], { count: 2, saturated: false }], `'/facts/${ATTEMPTS}'`],
    [[{ count: 2, saturated: false }, 7], "'/facts/conditions'"],
  ])('%j are refused', (values, reason) => {
    const packed = new PackedFacts('id', values)
    expect(() => capturedFactsOf(packed, layout)).toThrow(UndecodableMessageError)
    expect(() => capturedFactsOf(packed, layout)).toThrow(reason)
  })

  it.each(['balance/debtor', '__proto__', 'toString'])('of the kind %s are refused', (key) => {
    const packed = new PackedFacts('id', [1])
    expect(() => capturedFactsOf(packed, createFactLayout([key]))).toThrow(
      `the kind of the fact '${key}' is not known`,
    )
  })
})
