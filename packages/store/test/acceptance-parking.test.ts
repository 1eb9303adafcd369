import { createReconciliation, readLedger } from '@pantau/store'
import type { Acceptance } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, NOW_MS, pay, PAYMENT, readEvent } from './acceptance-harness.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { attemptCounts, statusRequest, transferRequest } from './payment-requests.ts'

let store: OpenStore
let acceptance: Acceptance

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  acceptance = accepting(store.pool)
})

function read<Row>(text: string): Promise<readonly Row[]> {
  return store.pool.query<Row>({ text })
}

describe('a status report before its transfer', () => {
  test('waits, and is evaluated when the transfer is accepted', async () => {
    const early = { ...statusRequest({ ...PAYMENT, atMs: NOW_MS + 5 }), traceParent: '00-trace' }
    expect(await acceptance.accept(early)).toEqual({ kind: 'accepted', events: [] })
    expect(await readLedger(store.pool)).toEqual([
      expect.objectContaining({ accepted: 1, parked: 1, balanced: true }),
    ])
    const [{ accepted_at: acceptedAt } = {}] = await read<{ accepted_at: Date }>(
      'SELECT accepted_at FROM raw_history.message',
    )

    const outcome = await acceptance.accept(transferRequest(PAYMENT))

    const [event] = eventsOf(outcome)
    expect(event).toMatchObject({
      header: { messageId: 'status e1', acceptedAtMs: acceptedAt?.getTime(), traceParent: '00-trace' },
      payment: { occurredAtMs: NOW_MS + 5, status: 'ACCC' },
    })
    expect(attemptCounts(event?.facts ?? {})).toEqual([1, 1])
    const owed = await createReconciliation(store.pool).findOverdue({ olderThanMs: 0, limit: 2, exclude: [] })
    expect(await Promise.all(owed.map((each) => readEvent(store.pool, each.event)))).toEqual([event])
    const [stored] = await read<{ source_account: string }>(
      "SELECT source_account FROM raw_history.message WHERE message_id = 'status e1'",
    )
    expect(stored?.source_account).toBe('C')
    expect(await readLedger(store.pool)).toEqual([
      expect.objectContaining({ accepted: 2, parked: 0, recorded: 1, waiting: 1, balanced: true }),
    ])
    const [, next] = await pay(acceptance, { endToEndId: 'e2', atMs: NOW_MS + 6 })
    expect(attemptCounts(eventsOf(next)[0]?.facts ?? {})).toEqual([2, 2])
  })

  test('also within one batch: the transfer brings the event', async () => {
    const [status, transfer] = await Promise.all([
      acceptance.accept(statusRequest(PAYMENT)),
      acceptance.accept(transferRequest(PAYMENT)),
    ])
    expect(eventsOf(status)).toEqual([])
    expect(eventsOf(transfer).map(({ header }) => header.messageId)).toEqual(['status e1'])
    expect(await read('SELECT FROM event_history.parked_message')).toEqual([])
    expect(await read('SELECT FROM raw_history.message WHERE event IS NOT NULL')).toHaveLength(1)
  })

  test('several that waited are released in order, and are one attempt', async () => {
    await acceptance.accept(statusRequest({ ...PAYMENT, messageId: 'first', status: 'PDNG' }))
    await acceptance.accept(statusRequest({ ...PAYMENT, messageId: 'second', atMs: NOW_MS + 1 }))
    const outcome = await acceptance.accept(transferRequest(PAYMENT))
    expect(eventsOf(outcome).map((event) => [event.header.messageId, ...attemptCounts(event.facts)])).toEqual(
      [
        ['first', 1, 1],
        ['second', 1, 1],
      ],
    )
    expect(await read('SELECT status FROM event_history.payment')).toEqual([{ status: 'PDNG' }])
  })

  test('takes the reconciler back to it, when that no longer waited for it', async () => {
    const reconciliation = createReconciliation(store.pool)
    await acceptance.accept(statusRequest(PAYMENT))
    for (const table of ['raw_history.message_key', 'raw_history.message', 'event_history.parked_message']) {
      await read(`UPDATE ${table} SET accepted_at = accepted_at - interval '20 minutes'`)
    }
    await reconciliation.advanceWatermark()
    await acceptance.accept(transferRequest(PAYMENT))
    const owed = await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] })
    expect(owed.map(({ key }) => key.messageId)).toEqual(['status e1'])
  })
})
