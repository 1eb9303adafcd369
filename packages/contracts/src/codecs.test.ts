import * as fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as arbitraries from '../test/message-arbitraries.ts'
import * as samples from '../test/sample-messages.ts'
import { acceptedEventCodec } from './accepted-event-codec.ts'
import { UndecodableMessageError } from './codec.ts'
import type { Codec } from './codec.ts'
import { evaluationRecordCodec } from './evaluation-record-codec.ts'
import { paymentInstructionCodec } from './payment-instruction-codec.ts'
import { plannedEventCodec } from './planned-event-codec.ts'
import { ruleOutcomesCodec } from './rule-outcomes-codec.ts'
import { typologyOutcomesCodec } from './typology-outcomes-codec.ts'

const NEWLINE = 0x0a

function itRoundTrips<T>(name: string, codec: Codec<T>, values: Arbitrary<T>): void {
  it(`${name}: decode after encode is the identity, and the encoding is one line`, () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = codec.encode(value)
        expect(bytes.includes(NEWLINE)).toBe(false)
        expect(codec.decode(bytes)).toStrictEqual(value)
      }),
    )
  })
}

describe('message codecs', () => {
  itRoundTrips('AcceptedEvent', acceptedEventCodec, arbitraries.acceptedEvents)
  itRoundTrips('PaymentInstruction', paymentInstructionCodec, arbitraries.instructions)
  itRoundTrips('PlannedEvent', plannedEventCodec, arbitraries.plannedEvents)
  itRoundTrips('RuleOutcomes', ruleOutcomesCodec, arbitraries.ruleOutcomes)
  itRoundTrips('TypologyOutcomes', typologyOutcomesCodec, arbitraries.typologyOutcomes)
  itRoundTrips('EvaluationRecord', evaluationRecordCodec, arbitraries.evaluationRecords)

  it('keeps empty lists and no facts', () => {
    const empty = { ...samples.typologyOutcomes, ruleResults: [], typologyResults: [] }
    expect(typologyOutcomesCodec.decode(typologyOutcomesCodec.encode(empty))).toStrictEqual(empty)
    const factless = { ...samples.acceptedEvent, facts: {} }
    expect(acceptedEventCodec.decode(acceptedEventCodec.encode(factless))).toStrictEqual(factless)
  })

  it('writes the same bytes for the same value', () => {
    expect(acceptedEventCodec.encode(samples.acceptedEvent)).toEqual(
      acceptedEventCodec.encode(structuredClone(samples.acceptedEvent)),
    )
  })
})

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value))
}

/** The bytes of the sample event with one property replaced, or left out when the value is undefined. */
function bytesWith(path: readonly string[], value: unknown): Uint8Array {
  const sample: unknown = JSON.parse(
    new TextDecoder().decode(acceptedEventCodec.encode(samples.acceptedEvent)),
  )
  return bytesOf(replaced(sample, path, value))
}

function replaced(target: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) {
    return value
  }
  const properties = typeof target === 'object' && target !== null ? { ...target } : {}
  return { ...properties, [key]: replaced(Reflect.get(properties, key), rest, value) }
}

describe('messages that cannot be decoded', () => {
  it('names a version that is newer than this build', () => {
    expect(() => acceptedEventCodec.decode(bytesWith(['v'], 3))).toThrow(
      new UndecodableMessageError(
        "AcceptedEvent at '/v': version 3 is newer than 2, the newest that this build reads",
      ),
    )
  })

  it.each([undefined, 0, '1', null])('refuses the version %s', (v) => {
    expect(() => acceptedEventCodec.decode(bytesWith(['v'], v))).toThrow(
      new UndecodableMessageError("AcceptedEvent at '/v': expected version 2 or 1"),
    )
  })

  it.each([null, [], 'text', 7])('refuses %j, which is no object', (value) => {
    expect(() => acceptedEventCodec.decode(bytesOf(value))).toThrow(UndecodableMessageError)
  })

  it('names the path of what is missing or of another type', () => {
    const missing = bytesWith(['payment', 'instruction', 'debtor', 'accountId'], undefined)
    expect(() => acceptedEventCodec.decode(missing)).toThrow(
      "AcceptedEvent at '/payment/instruction/debtor': must have required properties accountId",
    )
    const mistyped = bytesWith(['payment', 'instruction', 'instructed', 'amountMinor'], 125_075)
    expect(() => acceptedEventCodec.decode(mistyped)).toThrow(
      "AcceptedEvent at '/payment/instruction/instructed/amountMinor': must be string",
    )
  })

  it.each(['', '1.5', '0x10', '1e3', ' 1', '--1', '9'.repeat(101)])(
    'refuses the amount %j',
    (amountMinor) => {
      const bytes = bytesWith(['payment', 'instruction', 'settlement', 'amountMinor'], amountMinor)
      expect(() => acceptedEventCodec.decode(bytes)).toThrow('/payment/instruction/settlement/amountMinor')
    },
  )

  it.each([
    ['attempt-count/debtor/sent/1', { count: 1 }, '/facts/attempt-count/debtor/sent/1'],
    ['attempt-count/debtor/sent/1', [], '/facts/attempt-count/debtor/sent/1'],
    ['attempt-count/debtor/sent/1', null, '/facts/attempt-count/debtor/sent/1'],
    ['conditions', { count: 1, saturated: false }, '/facts/conditions'],
    [
      'conditions',
      [{ conditionId: 'c', type: 'unheard-of', owner: 'debtor-entity' }],
      '/facts/conditions/0/type',
    ],
    ['balance/debtor', 7, "the kind of the fact 'balance/debtor' is not known"],
    ['toString', 7, "the kind of the fact 'toString' is not known"],
  ])('refuses the fact %s with the value %j', (key, value, expected) => {
    const bytes = bytesWith(['facts'], { [key]: value })
    expect(() => acceptedEventCodec.decode(bytes)).toThrow(UndecodableMessageError)
    expect(() => acceptedEventCodec.decode(bytes)).toThrow(expected)
  })

  it('refuses a fact that would replace the prototype', () => {
    const sample = new TextDecoder().decode(acceptedEventCodec.encode(samples.acceptedEvent))
    const text = sample.replace('"conditions":', '"__proto__":')
    expect(text).toContain('"__proto__":')
    expect(() => acceptedEventCodec.decode(new TextEncoder().encode(text))).toThrow(
      "the kind of the fact '__proto__' is not known",
    )
  })

  it('refuses bytes that are no UTF-8 or no JSON, and keeps the cause', () => {
    const valid = acceptedEventCodec.encode(samples.acceptedEvent)
    const broken = valid.map((byte, index) => (index === valid.length - 3 ? 0xff : byte))
    for (const bytes of [broken, valid.subarray(0, valid.length - 1), new Uint8Array()]) {
      expect(() => acceptedEventCodec.decode(bytes)).toThrow("AcceptedEvent at '': expected JSON in UTF-8")
    }
    expect(() => acceptedEventCodec.decode(broken)).toThrow(
      expect.objectContaining({ name: 'UndecodableMessageError', cause: expect.any(Error) }),
    )
  })

  it('ignores properties that it does not know', () => {
    expect(acceptedEventCodec.decode(bytesWith(['addedLater'], true))).toStrictEqual(samples.acceptedEvent)
  })

  it('never throws anything else, whatever the bytes', () => {
    const anything = fc.oneof(fc.uint8Array(), fc.jsonValue().map(bytesOf))
    fc.assert(
      fc.property(anything, (bytes) => {
        expect(() => acceptedEventCodec.decode(bytes)).toThrow(UndecodableMessageError)
      }),
    )
  })
})
