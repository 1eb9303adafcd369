import { expect, test } from 'vitest'
import { factKey } from './fact-key.ts'
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
