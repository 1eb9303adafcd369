import { createAcceptance, readLedger } from '@pantau/store'
import type { Acceptance, AcceptanceOutcome, AcceptRequest } from '@pantau/store'
import { waitUntil } from '@pantau/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { activeConfiguration, attemptCounts, statusRequest, transferRequest } from './payment-requests.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 12)
const CONFIGURATION = activeConfiguration()

let store: OpenStore

beforeAll(async () => {
  store = await openStore({ poolMax: 12 })
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.pool.query({
    text: `TRUNCATE raw_history.message_key, raw_history.message, event_history.account, event_history.entity,
      event_history.account_holder, event_history.payment_instruction, event_history.payment, event_history.account_state,
      event_history.payee_history, event_history.parked_message`,
  })
})

/** Acceptances as of several processes: each with caches and queues of its own. Small batches make many transactions. */
function processes(count: number): readonly Acceptance[] {
  return Array.from({ length: count }, () =>
    createAcceptance({
      pool: store.pool,
      configurations: { active: () => CONFIGURATION },
      nowNs: () => process.hrtime.bigint(),
      batchMax: 4,
      queueMax: 10_000,
      concurrency: 2,
    }),
  )
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed
  return items
    .map((item) => {
      state = (state * 48_271) % 2_147_483_647
      return { item, rank: state }
    })
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item)
}

/** Every process gets every request, each in an order of its own. */
async function acceptEverywhere(
  acceptances: readonly Acceptance[],
  requests: readonly AcceptRequest[],
): Promise<readonly AcceptanceOutcome[]> {
  const outcomes = await Promise.all(
    acceptances.flatMap((acceptance, index) =>
      shuffled(requests, 7 + index).map((request) => acceptance.accept(request)),
    ),
  )
  return outcomes
}

function eventsOf(outcomes: readonly AcceptanceOutcome[]) {
  return outcomes.flatMap((outcome) =>
    outcome.kind === 'accepted' ? outcome.events.map((event) => event.value()) : [],
  )
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1)
}

describe('acceptances in several processes', () => {
  test('of one payer and one payee: each payment sees all those before it, from the very first on', async () => {
    const count = 40
    const payments = upTo(count).map((number) => ({
      endToEndId: `e${number}`,
      debtor: 'D',
      creditor: 'C',
      atMs: NOW_MS,
    }))
    const acceptances = processes(3)

    const outcomes = await acceptEverywhere(acceptances, [
      ...payments.map((payment) => transferRequest(payment)),
      ...payments.map((payment) => statusRequest(payment)),
    ])

    // Equal event times: serialised captures count 1, 2, 3 …; two that missed each other would count the same.
    const counts = eventsOf(outcomes).map((event) => attemptCounts(event.facts))
    const inOrder = (side: 0 | 1): unknown[] =>
      counts.map((pair) => Number(pair[side])).sort((left, right) => left - right)
    expect(inOrder(0)).toEqual(upTo(count))
    expect(inOrder(1)).toEqual(upTo(count))
    expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(2 * count)
    expect(outcomes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(4 * count)
    expect(
      await store.pool.query({
        text: 'SELECT debtor_account, creditor_account, count FROM event_history.payee_history',
      }),
    ).toEqual([{ debtor_account: 'D', creditor_account: 'C', count }])
    expect(await store.pool.query({ text: 'SELECT count(*) FROM event_history.payment' })).toEqual([
      { count },
    ])
    expect(await readLedger(store.pool)).toEqual([
      expect.objectContaining({
        accepted: 2 * count,
        recorded: count,
        waiting: count,
        parked: 0,
        balanced: true,
      }),
    ])
  })

  test('of a few accounts that pay each other in circles: nothing is lost to a deadlock', async () => {
    const accounts = ['A', 'B', 'C', 'D']
    const payments = upTo(80).map((number) => ({
      endToEndId: `e${number}`,
      debtor: accounts[number % 4] ?? '',
      creditor: accounts[(number + 1 + (number % 3)) % 4] ?? '',
      atMs: NOW_MS,
    }))

    const outcomes = await acceptEverywhere(processes(3), [
      ...payments.map((payment) => statusRequest(payment)),
      ...payments.map((payment) => transferRequest(payment)),
    ])

    for (const account of accounts) {
      const sent = eventsOf(outcomes).filter(
        ({ payment }) => payment.instruction.debtor.accountId === account,
      )
      expect(
        sent.map((event) => Number(attemptCounts(event.facts)[0])).sort((left, right) => left - right),
      ).toEqual(upTo(sent.length))
    }
    expect(eventsOf(outcomes)).toHaveLength(80)
    expect(await store.pool.query({ text: 'SELECT FROM event_history.parked_message' })).toEqual([])
  })

  test('of a transfer and its status at the same moment: they always meet', async () => {
    const [first, second] = processes(2)
    const payments = upTo(60).map((number) => ({
      endToEndId: `e${number}`,
      debtor: `D${number}`,
      creditor: `C${number}`,
      atMs: NOW_MS,
    }))
    const outcomes = await Promise.all(
      payments.flatMap((payment) => [
        first?.accept(transferRequest(payment)),
        second?.accept(statusRequest(payment)),
      ]),
    )
    const events = eventsOf(outcomes.filter((outcome) => outcome !== undefined))
    expect(events.map(({ payment }) => payment.endToEndId).sort()).toEqual(
      payments.map(({ endToEndId }) => endToEndId).sort(),
    )
    expect(await store.pool.query({ text: 'SELECT FROM event_history.parked_message' })).toEqual([])
  })

  test('of different messages under one key: one is accepted, all others are told', async () => {
    const outcomes = await Promise.all(
      processes(4).flatMap((acceptance, index) =>
        upTo(10).map((number) =>
          acceptance.accept(
            transferRequest({
              endToEndId: `e${number}`,
              debtor: `D${index}`,
              creditor: 'C',
              atMs: NOW_MS,
              messageId: `m${number}`,
            }),
          ),
        ),
      ),
    )
    const kinds = outcomes.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(10)
    expect(kinds.filter((kind) => kind === 'conflict')).toHaveLength(30)
    expect(
      await store.pool.query({ text: 'SELECT count(*) FROM event_history.payment_instruction' }),
    ).toEqual([{ count: 10 }])
  })
})

/** Ends the session that runs a statement like `pattern`, once there is one. */
async function cut(pattern: string): Promise<void> {
  await waitUntil(
    async () => {
      const rows = await store.pool.query<{ cut: boolean }>({
        text: `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock' AND query LIKE $1`,
        values: [pattern],
      })
      return rows.length > 0
    },
    { what: `a session that waits in ${pattern}` },
  )
}

describe('a connection that is cut', () => {
  test.each([
    ['while it claims keys', 'raw_history.message_key', '%INSERT INTO raw_history.message_key%'],
    ['while it locks accounts', 'event_history.account_state', '%event_history.account_state%'],
    ['while it writes', 'event_history.account_holder', '%INSERT INTO event_history.account_holder%'],
    ['with states written', 'event_history.payee_history', '%INSERT INTO event_history.payee_history%'],
  ])('%s leaves nothing behind, and the batch is tried again', async (_when, table, pattern) => {
    const [acceptance] = processes(1)
    const payment = { endToEndId: 'e1', debtor: 'D', creditor: 'C', atMs: NOW_MS }
    const outcomes = await store.pool.transaction(async ({ exchange }) => {
      await exchange((send) => ({ locked: send({ text: `LOCK TABLE ${table} IN EXCLUSIVE MODE` }) }))
      const accepting = Promise.all([
        acceptance?.accept(transferRequest(payment)),
        acceptance?.accept(statusRequest(payment)),
      ])
      await cut(pattern)
      const { keys } = await exchange((send) => ({
        keys: send({ text: 'SELECT FROM raw_history.message_key' }),
      }))
      expect(keys).toEqual([])
      return { accepting }
    })

    expect((await outcomes.accepting).map((outcome) => outcome?.kind)).toEqual(['accepted', 'accepted'])
    expect(await store.pool.query({ text: 'SELECT count(*) FROM raw_history.message' })).toEqual([
      { count: 2 },
    ])
    expect(await store.pool.query({ text: 'SELECT version FROM event_history.account_state' })).toEqual([
      { version: 1 },
      { version: 1 },
    ])
  })
})
