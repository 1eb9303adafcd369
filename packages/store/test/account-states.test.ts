import {
  ACCOUNT_STATE_VERSION,
  decodeAccountState,
  encodeAccountState,
  forgetFlows,
  UndecodableAccountStateError,
} from '@pantau/facts'
import { factKey } from '@pantau/rule-kit'
import { rebuildAccountStates, verifyAccountStates } from '@pantau/store'
import type { Acceptance, AcceptanceOutcome } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, NOW_MS, pay, PAYMENT } from './acceptance-harness.ts'
import { DAY_MS, EVERY_FACT, SQL_FACTS } from './every-fact.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { configurationOf, statusRequest, transferRequest } from './payment-requests.ts'
import type { TestPayment } from './payment-requests.ts'

const CONFIGURATION = configurationOf(EVERY_FACT)
/** States of this layout are rebuilt. */
const LAYOUT_TOO_OLD = 0
const PAYEE = factKey(SQL_FACTS.payee)
const SUM = factKey(SQL_FACTS.sum)

let store: OpenStore
let acceptance: Acceptance

beforeAll(async () => {
  store = await openStore({ poolMax: 12 })
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  acceptance = acceptanceOfAllFacts()
})

function acceptanceOfAllFacts(batchMax = 100): Acceptance {
  return accepting(store.pool, { configurations: { active: () => CONFIGURATION }, batchMax })
}

function read<Row>(text: string): Promise<readonly Row[]> {
  return store.pool.query<Row>({ text })
}

/** A few payments in both directions, in time order and with money that goes on. */
function payments(tenantId = 'DEFAULT'): readonly TestPayment[] {
  return [
    ['A', 'D', 9_000n],
    ['D', 'C', 8_900n],
    ['C', 'A', 8_800n],
    ['B', 'D', 500n],
    ['D', 'D', 100n],
    ['D', 'B', 12_000n],
    ['D', 'C', 700n],
  ].map(([debtor, creditor, amountMinor], index) => ({
    tenantId,
    endToEndId: `e${index}`,
    debtor: String(debtor),
    creditor: String(creditor),
    amountMinor: BigInt(amountMinor ?? 0),
    atMs: NOW_MS - DAY_MS + index * 60_000,
  }))
}

async function payAll(all: readonly TestPayment[]): Promise<void> {
  for (const payment of all) {
    await pay(acceptance, payment)
  }
}

function lastFacts(outcomes: readonly AcceptanceOutcome[]): Readonly<Record<string, unknown>> {
  return outcomes.flatMap(eventsOf).at(-1)?.facts ?? {}
}

interface StoredRow {
  readonly account_id: string
  readonly state: Uint8Array
}

async function statesWithoutFlows(tenantId: string): Promise<readonly unknown[]> {
  const rows = await store.pool.query<StoredRow>({
    text: 'SELECT account_id, state FROM event_history.account_state WHERE tenant_id = $1 ORDER BY account_id',
    values: [tenantId],
  })
  return rows.map((row) => {
    const state = decodeAccountState(row.state)
    forgetFlows(state)
    return [row.account_id, Buffer.from(encodeAccountState(state)).toString('hex')]
  })
}

describe('an account state', () => {
  test('costs two round trips, whatever facts are wanted and however many messages share a commit', async () => {
    await payAll(payments())
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...PAYMENT,
      endToEndId: `many ${index}`,
      debtor: index % 2 === 0 ? 'D' : `D${index}`,
    }))
    const before = store.pool.roundTrips()
    await Promise.all(
      many.flatMap((payment) => [transferRequest(payment), statusRequest(payment)]).map(acceptance.accept),
    )
    expect(store.pool.roundTrips() - before).toBe(2)
  })

  test('does not depend on the order of arrival, but for chains and funders', async () => {
    await payAll(payments())
    await payAll(payments('OTHER').toReversed())
    const states = await statesWithoutFlows('DEFAULT')
    expect(states).toHaveLength(4)
    expect(await statesWithoutFlows('OTHER')).toEqual(states)
  })

  test.each([
    ['rejected, then reported as settled', ['RJCT', 'ACCC'], null],
    ['settled on the debtor side only', ['ACSC', 'ACCC'], null],
    ['pending, then settled, then rejected', ['PDNG', 'ACCC', 'RJCT'], 1],
    ['settled twice', ['ACCC', 'ACCC'], 1],
  ])('keeps what the first final status says: %s', async (_what, statuses, count) => {
    await acceptance.accept(transferRequest(PAYMENT))
    for (const [index, status] of statuses.entries()) {
      await acceptance.accept(
        statusRequest({ ...PAYMENT, messageId: `s${index}`, status, atMs: NOW_MS + index }),
      )
    }
    const facts = lastFacts(await pay(acceptance, { endToEndId: 'next', atMs: NOW_MS + 10 }))
    expect(facts[PAYEE]).toEqual(count === null ? null : expect.objectContaining({ count }))
    expect(facts[factKey(SQL_FACTS.attempts)]).toEqual({ count: 2, saturated: false })
  })

  test('of a hot account loses nothing to many batches at the same time', async () => {
    const count = 120
    const processes = [acceptanceOfAllFacts(5), acceptanceOfAllFacts(5), acceptanceOfAllFacts(5)]
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const payment = {
          endToEndId: `e${index}`,
          debtor: `D${index % 7}`,
          creditor: 'Shop',
          amountMinor: 100n,
          atMs: NOW_MS + index,
        }
        const process = processes[index % processes.length] ?? acceptance
        return Promise.all([process.accept(transferRequest(payment)), process.accept(statusRequest(payment))])
      }),
    )
    const facts = lastFacts(
      await pay(acceptance, { endToEndId: 'back', debtor: 'Shop', creditor: 'D0', atMs: NOW_MS + count }),
    )
    expect(facts[factKey(SQL_FACTS.life)]).toEqual({ count })
    expect(
      await read(
        "SELECT sum(count)::int4 AS sum FROM event_history.payee_history WHERE creditor_account = 'Shop'",
      ),
    ).toEqual([{ sum: count }])
    const accounts = ['Shop', 'D0', 'D6'].map((accountId) => ({ tenantId: 'DEFAULT', accountId }))
    expect((await verifyAccountStates(store.pool, accounts)).map(({ verdict }) => verdict)).toEqual([
      'equal',
      'equal',
      'equal',
    ])
  })
})

describe('a state that is not of this build', () => {
  test.each([
    [
      'an older layout',
      `UPDATE event_history.account_state SET state = set_byte(state, 0, ${LAYOUT_TOO_OLD})`,
    ],
    ['none, as after the migration', 'UPDATE event_history.account_state SET state = NULL, funders = NULL'],
    ['no row', "DELETE FROM event_history.account_state WHERE account_id IN ('C', 'D')"],
  ])('is rebuilt from payments when it is needed: %s', async (_what, damage) => {
    const parked = { ...PAYMENT, endToEndId: 'on record', atMs: NOW_MS }
    await payAll(payments())
    await acceptance.accept(transferRequest(parked))
    const expected = await statesWithoutFlows('DEFAULT')
    await read(damage)
    await read('DELETE FROM event_history.payee_history')

    const outcome = await acceptance.accept(statusRequest(parked))

    const [event] = eventsOf(outcome)
    expect(event?.facts[PAYEE]).toMatchObject({ count: 2 })
    expect(event?.facts[SUM]).toEqual({ amountMinor: String(8_900 + 12_000 + 700), count: 3, exact: true })
    await rebuildAccountStates(
      store.pool,
      ['A', 'B'].map((accountId) => ({ tenantId: 'DEFAULT', accountId })),
    )
    const after = await statesWithoutFlows('DEFAULT')
    expect(after.filter((_, index) => index < 2)).toEqual(expected.filter((_, index) => index < 2))
    const accounts = ['A', 'B', 'C', 'D'].map((accountId) => ({ tenantId: 'DEFAULT', accountId }))
    expect(await verifyAccountStates(store.pool, accounts)).toEqual(
      accounts.map((account) => ({ ...account, verdict: 'equal' })),
    )
  })

  test('is rebuilt once, by whichever of several processes comes first', async () => {
    await payAll(payments())
    await read('UPDATE event_history.account_state SET state = NULL, funders = NULL')
    const processes = Array.from({ length: 4 }, () => acceptanceOfAllFacts())
    const outcomes = await Promise.all(
      processes.flatMap((process, index) => {
        const payment = { ...PAYMENT, endToEndId: `after ${index}`, amountMinor: 1n }
        return [process.accept(transferRequest(payment)), process.accept(statusRequest(payment))]
      }),
    )
    const counts = outcomes
      .flatMap(eventsOf)
      .filter(({ payment }) => payment.status !== undefined)
      .map(({ facts }) => facts[PAYEE])
    for (const count of [2, 3, 4, 5]) {
      expect(counts).toContainEqual(expect.objectContaining({ count }))
    }
  })

  test('that cannot be read at all fails its own payments and no others, until it is rebuilt', async () => {
    const own = { ...PAYMENT, endToEndId: 'own' }
    await payAll(payments())
    await acceptance.accept(transferRequest(own))
    await store.pool.query({
      text: "UPDATE event_history.account_state SET state = $1 WHERE account_id = 'D'",
      values: [Buffer.from([ACCOUNT_STATE_VERSION, 0xff])],
    })
    const other = { ...PAYMENT, endToEndId: 'other', debtor: 'A', creditor: 'B' }
    const outcomes = await Promise.allSettled([
      acceptance.accept(statusRequest(own)),
      acceptance.accept(transferRequest(other)),
      acceptance.accept(statusRequest(other)),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(outcomes[0]).toMatchObject({ reason: expect.any(UndecodableAccountStateError) })
    await rebuildAccountStates(store.pool, [{ tenantId: 'DEFAULT', accountId: 'D' }])
    const [event] = eventsOf(await acceptance.accept(statusRequest(own)))
    expect(event?.facts[PAYEE]).toMatchObject({ count: 2 })
  })
})

describe('verification', () => {
  const account = { tenantId: 'DEFAULT', accountId: 'D' }

  test.each([
    [
      'state',
      "UPDATE event_history.account_state SET state = (SELECT state FROM event_history.account_state WHERE account_id = 'A') WHERE account_id = 'D'",
    ],
    ['funders', "UPDATE event_history.account_state SET funders = '{X}' WHERE account_id = 'D'"],
    [
      'funders',
      "UPDATE event_history.account_state SET funded_at_ms = funded_at_ms - 1 WHERE account_id = 'D'",
    ],
    ['payees', "UPDATE event_history.payee_history SET count = count + 1 WHERE creditor_account = 'C'"],
    ['payees', "DELETE FROM event_history.payee_history WHERE creditor_account = 'C'"],
    ['stale', "UPDATE event_history.account_state SET state = NULL WHERE account_id = 'D'"],
  ])('finds drift of the %s, and a rebuild repairs it', async (verdict, damage) => {
    await payAll(payments())
    expect(await verifyAccountStates(store.pool, [account])).toEqual([{ ...account, verdict: 'equal' }])
    await read(damage)
    expect(await verifyAccountStates(store.pool, [account])).toEqual([{ ...account, verdict }])
    await rebuildAccountStates(store.pool, [account])
    expect(await verifyAccountStates(store.pool, [account])).toEqual([{ ...account, verdict: 'equal' }])
  })

  test('a rebuild of an account that has no drift changes nothing, chains and funders included', async () => {
    await payAll(payments())
    const states =
      'SELECT account_id, state, funders, funded_at_ms FROM event_history.account_state ORDER BY 1'
    const before = await read(states)
    const accounts = ['D', 'A', 'C', 'B', 'A'].map((accountId) => ({ tenantId: 'DEFAULT', accountId }))
    expect(await rebuildAccountStates(store.pool, accounts)).toEqual({ accounts: 4, payments: 7 + 6 })
    expect(await read(states)).toEqual(before)
  })
})
