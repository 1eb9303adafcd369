import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeAccountState } from '../codec/encode-account-state.ts'
import type { HistoricPayment } from '../historic-payment.ts'
import type { PayeeHistory } from '../payee-history.ts'
import { forgetFlows } from '../state/account-flows.ts'
import { createAccountState } from '../state/account-state.ts'
import type { AccountState } from '../state/account-state.ts'
import { foldAttempt } from './fold-attempt.ts'
import { foldSettlement } from './fold-settlement.ts'

const START_MS = Date.UTC(2026, 4, 4, 9, 30)
const DAY_MS = 86_400_000

/** Every account's bytes without chains and funders, and every pair's history. */
function foldAll(payments: readonly HistoricPayment[]) {
  const states = new Map<string, AccountState>()
  const pairs = new Map<string, PayeeHistory>()
  const stateOf = (accountId: string) => {
    const state = states.get(accountId) ?? createAccountState()
    states.set(accountId, state)
    return state
  }
  for (const payment of payments) {
    const [debtor, creditor] = [stateOf(payment.debtorAccountId), stateOf(payment.creditorAccountId)]
    const pair = `${payment.debtorAccountId} ${payment.creditorAccountId}`
    foldAttempt(debtor, creditor, payment.atMs)
    pairs.set(pair, foldSettlement(debtor, creditor, pairs.get(pair), payment))
  }
  return {
    pairs: Object.fromEntries(pairs),
    states: Object.fromEntries(
      [...states].map(([accountId, state]) => {
        forgetFlows(state)
        return [accountId, encodeAccountState(state)]
      }),
    ),
  }
}

function paymentStreams(accounts: number, days: number, maxLength: number): fc.Arbitrary<HistoricPayment[]> {
  const payment = fc
    .record({
      from: fc.nat({ max: accounts - 1 }),
      distance: fc.integer({ min: 1, max: accounts - 1 }),
      ageMs: fc.oneof(fc.nat({ max: days * DAY_MS }), fc.constantFrom(0, 1, DAY_MS)),
      amountMinor: fc.oneof(fc.bigInt(0n, 100_000n), fc.constant(2n ** 63n - 1n)),
      currency: fc.constantFrom('EUR', 'EUR', 'JPY', 'USD'),
      text: fc.constantFrom('', 'rent', 'fees'),
      place: fc.constantFrom(undefined, 1, 2),
    })
    .map(({ from, distance, ageMs, amountMinor, currency, text, place }): HistoricPayment => ({
      debtorAccountId: `A${from}`,
      creditorAccountId: `A${(from + distance) % accounts}`,
      atMs: START_MS - ageMs,
      amountMinor,
      currency,
      text,
      ...(place === undefined ? {} : { location: { latitudeDegrees: place, longitudeDegrees: -place } }),
    }))
  return fc.array(payment, { minLength: maxLength / 2, maxLength })
}

describe('folding', () => {
  test.each([
    ['few accounts over a year', 3, 365, 300],
    ['one payer of many', 90, 30, 400],
    ['bursts', 4, 0, 200],
  ])('does not depend on the order in which payments come: %s', (_name, accounts, days, maxLength) => {
    const shuffled = paymentStreams(accounts, days, maxLength).chain((payments) =>
      fc.record({
        payments: fc.constant(payments),
        other: fc.shuffledSubarray(payments, { minLength: payments.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ payments, other }) => {
        expect(foldAll(other)).toEqual(foldAll(payments))
      }),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('a self transfer is never settled', () => {
    const state = createAccountState()
    const payment = {
      debtorAccountId: 'A',
      creditorAccountId: 'A',
      atMs: 1,
      amountMinor: 1n,
      currency: 'EUR',
    }
    expect(() => foldSettlement(state, state, undefined, payment)).toThrow(TypeError)
  })

  test('a self transfer is an attempt in both directions of one state', () => {
    const state = createAccountState()
    foldAttempt(state, state, START_MS)
    expect(state.sent.recent.read().attempts).toEqual([START_MS])
    expect(state.received.recent.read().attempts).toEqual([START_MS])
  })

  test('an account that does everything that it can stays bounded', () => {
    const state = createAccountState()
    for (let index = 0; index < 5_000; index++) {
      foldSettlement(state, createAccountState(), undefined, {
        debtorAccountId: 'A',
        creditorAccountId: `B${index}`,
        atMs: START_MS + index * DAY_MS,
        amountMinor: 10_000_000n - BigInt(index),
        currency: `C${index % 40}`,
        text: 'x'.repeat(10_000),
        location: { latitudeDegrees: index % 90, longitudeDegrees: index % 180 },
      })
    }
    expect(encodeAccountState(state).length).toBeLessThan(16_384)
  })
})
