import { expect, test } from 'vitest'
import { factKey } from './fact.ts'
import type { AttemptCountFact, ConditionsFact } from './fact.ts'
import { createFactLookup, MissingFactError } from './fact-lookup.ts'

const attempts: AttemptCountFact = {
  kind: 'attempt-count',
  party: 'debtor',
  direction: 'sent',
  windowMs: 1_000,
}
const conditions: ConditionsFact = { kind: 'conditions' }

test('a captured fact is found under its key', () => {
  const lookUp = createFactLookup({ [factKey(attempts)]: { count: 3, saturated: false }, conditions: [] })
  expect(lookUp(attempts, factKey(attempts))).toEqual({ count: 3, saturated: false })
  expect(lookUp(conditions, factKey(conditions))).toEqual([])
})

test('an absent fact is an error that names its key, never a zero', () => {
  const lookUp = createFactLookup({})
  expect(() => lookUp(attempts, factKey(attempts))).toThrow(MissingFactError)
  expect(() => lookUp(conditions, factKey(conditions))).toThrow(
    'The event does not carry the fact conditions',
  )
})

test('a fact of another shape is as good as absent', () => {
  const lookUp = createFactLookup({
    [factKey(attempts)]: [],
    [factKey(conditions)]: { count: 1, saturated: false },
  })
  expect(() => lookUp(attempts, factKey(attempts))).toThrow(MissingFactError)
  expect(() => lookUp(conditions, factKey(conditions))).toThrow(MissingFactError)
})

test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY])('a count of %d is refused', (count) => {
  const lookUp = createFactLookup({ [factKey(attempts)]: { count, saturated: false } })
  expect(() => lookUp(attempts, factKey(attempts))).toThrow(MissingFactError)
})
