import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  acceptedEventCodec,
  evaluationRecordCodec,
  paymentInstructionCodec,
  plannedEventCodec,
  ruleOutcomesCodec,
  typologyOutcomesCodec,
} from '../src/index.ts'
import type { Codec } from '../src/index.ts'
import {
  acceptedEvent,
  evaluationRecord,
  packedEvent,
  packedPlannedEvent,
  plannedEvent,
  ruleOutcomes,
  typologyOutcomes,
} from './sample-messages.ts'

/** Messages as released versions wrote them. They wait in streams and stand in tables, so every later build has to read them. */
const GOLDEN: Record<string, { codec: Codec<unknown>; value: unknown }> = {
  'accepted-event.v1.json': sample(acceptedEventCodec, acceptedEvent),
  'accepted-event.v2.json': sample(acceptedEventCodec, packedEvent),
  'planned-event.v1.json': sample(plannedEventCodec, plannedEvent),
  'planned-event.v2.json': sample(plannedEventCodec, packedPlannedEvent),
  'rule-outcomes.v1.json': sample(ruleOutcomesCodec, ruleOutcomes),
  'typology-outcomes.v1.json': sample(typologyOutcomesCodec, typologyOutcomes),
  'payment-instruction.v1.json': sample(paymentInstructionCodec, acceptedEvent.payment.instruction),
  'evaluation-record.v1.json': sample(evaluationRecordCodec, evaluationRecord),
}
const folder = new URL('../golden/', import.meta.url)

function sample<T>(codec: Codec<T>, value: T): { codec: Codec<unknown>; value: unknown } {
  return { codec: { encode: () => codec.encode(value), decode: (bytes) => codec.decode(bytes) }, value }
}

describe('golden messages', () => {
  it('has a test for every file, and a file for every test', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(GOLDEN).sort())
  })

  it.each(Object.entries(GOLDEN))('%s still decodes to the same value', (file, { codec, value }) => {
    expect(codec.decode(readFileSync(new URL(file, folder)))).toEqual(value)
  })

  it.each(Object.entries(GOLDEN))('%s is what this build writes', (file, { codec, value }) => {
    expect(new TextDecoder().decode(codec.encode(value))).toBe(readFileSync(new URL(file, folder), 'utf8'))
  })
})
