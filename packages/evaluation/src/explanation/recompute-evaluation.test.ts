import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { examplePlan } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import { recomputeEvaluation } from './recompute-evaluation.ts'

const plan = examplePlan()

function eventOf(payment = createExamplePayment()) {
  return { payment, facts: captureFacts(plan.facts, payment, createMemoryBook().history(payment)) }
}

test('an evaluation is reproduced to the byte from its event and its plan', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.constantFrom('EUR', 'USD', 'JPY'),
      fc.constantFrom('ACCC', 'RJCT'),
      (amountMinor, currency, status) => {
        const example = createExamplePayment({ status })
        const payment = {
          ...example,
          instruction: { ...example.instruction, instructed: { amountMinor, currency } },
        }
        const stored = exampleEvaluation(payment)
        const { evaluation, differences } = recomputeEvaluation(stored, plan, eventOf(payment))
        expect(differences).toEqual([])
        expect(JSON.stringify(evaluation)).toBe(JSON.stringify(stored))
      },
    ),
  )
})

test('what is stored otherwise than it is computed is named, result by result', () => {
  const stored = exampleEvaluation()
  const forged = {
    ...stored,
    status: 'NALT' as const,
    ruleResults: stored.ruleResults.map((result) =>
      result.ruleId === 'amount@1.0.0' ? { ...result, outcome: '.01', value: 1 } : result,
    ),
  }
  const { differences } = recomputeEvaluation(forged, plan, eventOf())
  expect(differences.map(({ what }) => what)).toEqual(['amount@1.0.0', 'status'])
  expect(differences[0]?.stored).toContain('".01"')
  expect(differences[0]?.recomputed).toContain('".03"')
})

test('a rule that was given up for its time differs from itself, and so does a result that is not there', () => {
  const stored = exampleEvaluation()
  const [first, ...others] = stored.ruleResults.map((result) => ({
    ...result,
    outcome: '.err',
    value: 0,
    reason: 'too slow',
  }))
  expect(first).toBeDefined()
  const { differences } = recomputeEvaluation({ ...stored, ruleResults: others }, plan, eventOf())
  expect(differences.map(({ stored: before }) => before)).toContain('absent')
})

test('facts that are not there are no zero: the rules that need them could not tell', () => {
  const { differences } = recomputeEvaluation(exampleEvaluation(), plan, { ...eventOf(), facts: {} })
  expect(differences.some(({ recomputed }) => recomputed.includes('does not carry the fact'))).toBe(true)
})
