import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RunningSums } from './running-sums.ts'

const payments = fc.array(
  fc.record({
    atMs: fc.nat(),
    counterparty: fc.nat(),
    currency: fc.constantFrom('EUR', 'USD'),
    amountMinor: fc.bigInt({ min: 0n, max: 2n ** 62n }),
  }),
  { maxLength: 20 },
)
const questions = fc.array(fc.record({ share: fc.nat({ max: 20 }), currency: fc.constantFrom('EUR', 'USD') }))

test('are those of the first payments of a currency, whatever was asked before', () => {
  fc.assert(
    fc.property(payments, questions, (kept, asked) => {
      const sums = new RunningSums(kept)
      for (const { share, currency } of asked) {
        const end = Math.min(share, kept.length)
        const ofCurrency = kept.slice(0, end).filter((payment) => payment.currency === currency)
        expect(sums.upTo(end, currency)).toEqual({
          sumMinor: ofCurrency.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
          count: ofCurrency.length,
        })
      }
    }),
  )
})
