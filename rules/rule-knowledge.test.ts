import { expect, test } from 'vitest'
import { ruleRegistry } from './index.ts'

const { find, knowledge } = ruleRegistry

const day = { maxQueryRange: 86_400_000 }
const ofRule = (number: string, parameters: Readonly<Record<string, unknown>> = day) => ({
  id: `${number}@1.0.0`,
  cfg: '1',
  config: { parameters },
})

test('rules know which of their bands are the riskier ones, where that can be said', () => {
  expect(knowledge.riskOrder('001@1.0.0')).toBe('falling')
  expect(knowledge.riskOrder('104@1.0.0')).toBe('rising')
  expect(knowledge.riskOrder('103@1.0.0')).toBeUndefined()
})

test('every rule of which an order is said is in the registry, with bands', () => {
  const ordered = ruleRegistry.rules.filter(({ id }) => knowledge.riskOrder(id) !== undefined)
  expect(ordered).toHaveLength(41)
  expect(ordered.filter(({ outcomeShape }) => outcomeShape !== 'bands')).toEqual([])
})

test('the tuned mirroring rules take ranges of their own, the published ones have numbers in common', () => {
  const exact = { ...day, ratioMin: 0.985, ratioMax: 1.01 }
  const less = { ...day, ratioMin: 0.8, ratioMax: 0.985 }
  expect(knowledge.overlap(ofRule('025', exact), ofRule('027', less))).toBeUndefined()
  expect(knowledge.overlap(ofRule('025'), ofRule('027'))).toBe(
    'both take debit / credits from 0.909 to 1.000',
  )
  expect(knowledge.overlap(ofRule('026'), ofRule('024'))).toBe(
    'both take debit / credits from 0.909 to 1.000',
  )
})

test('the two sides of a payment never overlap, nor do other rules', () => {
  expect(knowledge.overlap(ofRule('024'), ofRule('025'))).toBeUndefined()
  expect(knowledge.overlap(ofRule('025'), ofRule('017'))).toBeUndefined()
  expect(knowledge.overlap(ofRule('025'), ofRule('999'))).toBeUndefined()
  expect(knowledge.overlap(ofRule('025'), ofRule('027', { maxQueryRange: 'long' }))).toBeUndefined()
  expect(find('025@1.0.0')).toBeDefined()
})
