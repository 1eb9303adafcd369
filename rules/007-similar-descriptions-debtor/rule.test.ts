import { describe, expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { instructed, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import published from './config.parity.json' with { type: 'json' }
import { similarDescriptionsDebtor } from './rule.ts'

const probe = createRuleProbe(similarDescriptionsDebtor, configuration)
const publishedProbe = createRuleProbe(similarDescriptionsDebtor, published)

const described = (remittanceText: string) => instructed({ remittanceText })
const previous = (text: string): GivenFacts => ({
  'latest-text': { atMs: settledPayment.occurredAtMs - 1, text },
})

describe('characters in which the description differs from the previous one', () => {
  test.each<[string, string, string, number]>([
    ['Invoice 1042', 'Invoice 1042', '.01', 0],
    ['Invoice 1042', 'Invoice 1043', '.02', 1],
    ['abcd', '', '.02', 4],
    ['', 'abcde', '.03', 5],
    ['Invoice 1042', 'Invoice 9999', '.02', 4],
    ['rent May', 'school fees', '.03', 10],
    ['  RENT may ', 'Rent May', '.01', 0],
    // The ligature fi, and an e with its accent as a character of its own.
    ['\u{FB01}ne caf\u{E9}', 'fine cafe\u{301}', '.01', 0],
    // One character each, of two code units.
    ['\u{1F600}', '\u{1F601}', '.02', 1],
  ])('from %j to %j', (earlier, current, outcome, value) => {
    expect(probe(described(current), previous(earlier))).toEqual([outcome, value])
    expect(publishedProbe(described(current), previous(earlier))).toEqual([outcome, value])
  })

  test('what comes after 140 is not compared', () => {
    const long = 'x'.repeat(140)
    expect(probe(described(`${long}one`), previous(`${long}another`))).toEqual(['.01', 0])
    expect(probe(described('y'.repeat(100_000)), previous(long))).toEqual(['.03', 140])
  })

  test('nor what comes after fewer, where that is configured', () => {
    const { config } = configuration
    const short = createRuleProbe(similarDescriptionsDebtor, {
      ...configuration,
      config: { ...config, parameters: { comparedCharactersMax: 4 } },
    })
    expect(short(described('rent June'), previous('rent May'))).toEqual(['.01', 0])
  })
})

test('the first payment of an account exits', () => {
  expect(probe(described('rent'), { 'latest-text': null })).toEqual(['.x01', 0])
})

test.each(['', '  '])('two payments without a description, here %j, are not identical', (text) => {
  expect(probe(settledPayment, previous(text))).toEqual(['.x02', 0])
  expect(probe(described(text), previous(''))).toEqual(['.x02', 0])
})

test('a text that was not captured is an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact latest-text')
})

test('it is that of the payment which the debtor account made last', () => {
  expect(needsOf(similarDescriptionsDebtor, configuration)).toEqual([
    { kind: 'latest-text', party: 'debtor', direction: 'sent' },
  ])
})

testSettlingOnly(probe, previous('rent'), ['.02', 4])

test.each([0, 141, 1.5, '140'])('a comparedCharactersMax of %j is refused', (comparedCharactersMax) => {
  expect(similarDescriptionsDebtor.bind({ comparedCharactersMax })).toHaveProperty('problems')
})
