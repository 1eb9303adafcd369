import { expect, test } from 'vitest'
import {
  createAccountState,
  decodeAccountState,
  encodeAccountState,
  foldAttempt,
  foldSettlement,
} from '../index.ts'

test('a state survives its bytes', () => {
  const debtor = createAccountState()
  const creditor = createAccountState()
  foldAttempt(debtor, creditor, 5)
  foldSettlement(debtor, creditor, undefined, {
    debtorAccountId: 'A',
    creditorAccountId: 'B',
    atMs: 5,
    amountMinor: 100n,
    currency: 'EUR',
    text: 'rent',
  })
  const bytes = encodeAccountState(debtor)
  const decoded = decodeAccountState(bytes)
  expect(decoded.sent.recent.read()).toEqual(debtor.sent.recent.read())
  expect(decoded.sent.profile.read()).toEqual(debtor.sent.profile.read())
  decoded.sent.recent.change()
  decoded.sent.profile.change()
  expect(encodeAccountState(decoded)).toEqual(bytes)
})
