import { expect, test } from 'vitest'
import { accountsWithThisPayment, newAccountsWithThisPayment } from './counted-accounts.ts'

test.each([
  ['unknown', 4, 2],
  ['returning', 4, 1],
  ['newcomer', 3, 1],
  ['established', 3, 1],
] as const)('an account that is %s', (counterparty, accounts, newAccounts) => {
  const known = { distinct: 3, newcomers: 1, saturated: false, counterparty }
  expect(accountsWithThisPayment(known)).toBe(accounts)
  expect(newAccountsWithThisPayment(known)).toBe(newAccounts)
})

test('no more than are remembered', () => {
  const full = { distinct: 64, newcomers: 64, saturated: true, counterparty: 'unknown' as const }
  expect(accountsWithThisPayment(full)).toBe(64)
  expect(newAccountsWithThisPayment(full)).toBe(64)
})
