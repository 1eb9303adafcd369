import { describe, expect, it } from 'vitest'
import { createPaymentDetails } from './payment-source.ts'
import { seedOf } from './send-phase.ts'

function pairsOf(phase: string): readonly string[] {
  const detailsOf = createPaymentDetails({ runId: 'run', seed: seedOf(1, phase), accountCount: 100_000 })
  return Array.from({ length: 1_000 }, (_, index) => {
    const { debtorNumber, creditorNumber } = detailsOf(index, 0)
    return `${debtorNumber} ${creditorNumber}`
  })
}

describe('the payments of a phase', () => {
  it('are the same in every run', () => {
    expect(pairsOf('overload')).toEqual(pairsOf('overload'))
  })

  it('are not those of another phase once more', () => {
    const before = new Set(pairsOf('capacity'))
    expect(pairsOf('overload').filter((pair) => before.has(pair)).length).toBeLessThan(2)
  })
})
