import type { Acceptance } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readHistory } from '../src/acceptance/statements/read-history.ts'
import { accepting, emptyHistory, NOW_MS, pay, PAYMENT } from './acceptance-harness.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { instructionOf } from './payment-requests.ts'

let store: OpenStore
let acceptance: Acceptance

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  acceptance = accepting(store.pool)
  await pay(acceptance, { endToEndId: 'first', debtor: 'A', creditor: 'D', atMs: NOW_MS - 2_000 })
  await pay(acceptance, { endToEndId: 'second', debtor: 'B', creditor: 'D', atMs: NOW_MS - 1_000 })
  await pay(acceptance, { endToEndId: 'other side', debtor: 'X', creditor: 'C', atMs: NOW_MS - 1 })
})

/** The accounts whose states are read for the payments of D to C for which funders count from these times on. */
async function accountsRead(...fundersFromMs: readonly (number | undefined)[]): Promise<readonly string[]> {
  const rows = await store.pool.query(
    readHistory(
      fundersFromMs.map((fromMs, index) => ({
        tenantId: 'DEFAULT',
        endToEndId: `asked ${index}`,
        instruction: instructionOf({ ...PAYMENT, endToEndId: `asked ${index}` }),
        usesRecord: true,
        isCertain: true,
        wants: { fundersFromMs: fromMs, findings: false, debtorHolder: false, creditorHolder: false },
      })),
    ),
  )
  return rows.flatMap(({ kind, id, state }) => (kind === 'account' && state !== null ? [id] : [])).sort()
}

test('who paid the debtor is read where the newest of them did so since', async () => {
  expect(await accountsRead(Number.MIN_SAFE_INTEGER)).toEqual(['A', 'B', 'C', 'D'])
  expect(await accountsRead(NOW_MS - 1_000)).toEqual(['A', 'B', 'C', 'D'])
  expect(await accountsRead(NOW_MS - 999)).toEqual(['C', 'D'])
  expect(await accountsRead(undefined)).toEqual(['C', 'D'])
})

test('of several payments the one counts that looks back furthest', async () => {
  expect(await accountsRead(NOW_MS, undefined, NOW_MS - 1_000)).toEqual(['A', 'B', 'C', 'D'])
  expect(await accountsRead(NOW_MS, undefined, NOW_MS - 999)).toEqual(['C', 'D'])
})

test('a row that an older build wrote does not say when: all are read', async () => {
  await store.pool.query({ text: 'UPDATE event_history.account_state SET funded_at_ms = NULL' })
  expect(await accountsRead(NOW_MS)).toEqual(['A', 'B', 'C', 'D'])
  expect(await accountsRead(undefined)).toEqual(['C', 'D'])
})
