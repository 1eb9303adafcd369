import { createReconciliation, readLedger, UnstorableMessageError } from '@pantau/store'
import type { Acceptance } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  accepting,
  CONFIGURATION,
  emptyHistory,
  eventsOf,
  NOW_MS,
  pay,
  PAYMENT,
  readEvent,
} from './acceptance-harness.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { attemptCounts, instructionOf, statusRequest, transferRequest } from './payment-requests.ts'

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

describe('what acceptance keeps', () => {
  test('a transfer and its status: message, accounts, persons, instruction, attempt, and the event that is due', async () => {
    const before = store.pool.roundTrips()
    expect(await acceptance.accept(transferRequest(PAYMENT))).toEqual({ kind: 'accepted', events: [] })
    const outcome = await acceptance.accept(statusRequest({ ...PAYMENT, atMs: NOW_MS + 5 }))
    expect(store.pool.roundTrips() - before).toBe(4)

    const [event] = eventsOf(outcome)
    expect(event).toMatchObject({
      header: {
        tenantId: 'DEFAULT',
        transactionType: 'pacs.002.001.12',
        messageId: 'status e1',
        eventDirectorNs: 0,
      },
      payment: {
        endToEndId: 'e1',
        occurredAtMs: NOW_MS + 5,
        status: 'ACCC',
        instruction: instructionOf(PAYMENT),
      },
      facts: { conditions: [] },
    })
    expect(event?.header.configDigest).toBe(CONFIGURATION.digest)
    expect(event?.header.dataPreparationNs).toBeGreaterThan(0)
    expect(attemptCounts(event?.facts ?? {})).toEqual([1, 1])

    const [status, transfer] = await read<Record<string, unknown>>(
      'SELECT * FROM raw_history.message ORDER BY message_id',
    )
    expect(transfer).toMatchObject({
      source_account: 'D',
      destination_account: 'C',
      amount_minor: 12_345,
      currency: 'EUR',
      body: transferRequest(PAYMENT).rawBody,
      event: null,
    })
    expect(status).toMatchObject({
      source_account: 'C',
      destination_account: 'D',
      amount_minor: null,
      status: 'ACCC',
    })
    const owed = await createReconciliation(store.pool).findOverdue({ olderThanMs: 0, limit: 2, exclude: [] })
    expect(await Promise.all(owed.map((each) => readEvent(store.pool, each.event)))).toEqual([event])
    expect(await read('SELECT id FROM event_history.account ORDER BY id')).toEqual([{ id: 'C' }, { id: 'D' }])
    expect(await read('SELECT source, destination FROM event_history.account_holder ORDER BY 1')).toEqual([
      { source: 'entity of C', destination: 'C' },
      { source: 'entity of D', destination: 'D' },
    ])
    expect(
      await read('SELECT first_status, first_status_message_id FROM event_history.payment_instruction'),
    ).toEqual([{ first_status: 'ACCC', first_status_message_id: 'status e1' }])
    expect(
      await read(
        'SELECT end_to_end_id, occurred_at_ms, debtor_account, creditor_account, status FROM event_history.payment',
      ),
    ).toEqual([
      {
        end_to_end_id: 'e1',
        occurred_at_ms: NOW_MS + 5,
        debtor_account: 'D',
        creditor_account: 'C',
        status: 'ACCC',
      },
    ])
    expect(
      await read(
        'SELECT account_id, version, state IS NOT NULL AS has_state FROM event_history.account_state ORDER BY 1',
      ),
    ).toEqual([
      { account_id: 'C', version: 1, has_state: true },
      { account_id: 'D', version: 1, has_state: true },
    ])
    expect(await read('SELECT * FROM event_history.payee_history')).toEqual([
      {
        tenant_id: 'DEFAULT',
        debtor_account: 'D',
        creditor_account: 'C',
        count: 1,
        first_ms: NOW_MS + 5,
        last_ms: NOW_MS + 5,
      },
    ])
  })

  test('two round trips, however many messages share a commit', async () => {
    const payments = Array.from({ length: 50 }, (_, index) => ({
      ...PAYMENT,
      endToEndId: `e${index}`,
      debtor: `D${index}`,
    }))
    const before = store.pool.roundTrips()
    const outcomes = await Promise.all(
      payments.flatMap((payment) => [
        acceptance.accept(transferRequest(payment)),
        acceptance.accept(statusRequest(payment)),
      ]),
    )
    expect(store.pool.roundTrips() - before).toBe(2)
    expect(outcomes.flatMap(eventsOf)).toHaveLength(50)
  })

  test('a third one where a message of the batch is on record already', async () => {
    await acceptance.accept(transferRequest(PAYMENT))
    const before = store.pool.roundTrips()
    const outcomes = await Promise.all(
      [transferRequest(PAYMENT), transferRequest({ ...PAYMENT, endToEndId: 'e2' })].map(acceptance.accept),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(['duplicate', 'accepted'])
    expect(store.pool.roundTrips() - before).toBe(3)
  })

  test('the first message that names an account or a person wins', async () => {
    await acceptance.accept(transferRequest(PAYMENT))
    await accepting(store.pool).accept(
      transferRequest({ ...PAYMENT, endToEndId: 'e2', atMs: NOW_MS + 60_000 }),
    )
    const created = new Date(NOW_MS).toISOString()
    expect(await read('SELECT credttm FROM event_history.account')).toEqual([
      { credttm: created },
      { credttm: created },
    ])
    expect(await read('SELECT credttm FROM event_history.entity')).toEqual([
      { credttm: new Date(NOW_MS) },
      { credttm: new Date(NOW_MS) },
    ])
  })

  test('who is on record as holder is not written anew, also by a process that knows nobody; who is not, is', async () => {
    await acceptance.accept(transferRequest(PAYMENT))
    const tables = ['account', 'entity', 'account_holder']
    await store.pool.query({
      text: `CREATE FUNCTION refuse_rows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'No row is to be offered'; END $$`,
    })
    try {
      for (const table of tables) {
        await store.pool.query({
          text: `CREATE TRIGGER refuse_rows BEFORE INSERT ON event_history.${table} EXECUTE FUNCTION refuse_rows()`,
        })
      }
      const known = { ...PAYMENT, endToEndId: 'e2' }
      expect(await accepting(store.pool).accept(transferRequest(known))).toMatchObject({ kind: 'accepted' })
      const unknown = transferRequest({ ...PAYMENT, endToEndId: 'e3', creditor: 'C2' })
      await expect(accepting(store.pool).accept(unknown)).rejects.toThrow()
    } finally {
      await store.pool.query({ text: 'DROP FUNCTION refuse_rows CASCADE' })
    }
    const another = { ...PAYMENT, endToEndId: 'e4', holder: 'Another' }
    await Promise.all(
      [{ ...PAYMENT, endToEndId: 'e5' }, another].map(transferRequest).map(accepting(store.pool).accept),
    )
    expect(await read('SELECT source, destination FROM event_history.account_holder ORDER BY 1, 2')).toEqual([
      { source: 'Another', destination: 'C' },
      { source: 'Another', destination: 'D' },
      { source: 'entity of C', destination: 'C' },
      { source: 'entity of D', destination: 'D' },
    ])
  })

  test('without a configuration messages are recorded only, and still make history', async () => {
    const recording = accepting(store.pool, { configurations: { active: () => undefined } })
    await recording.accept(transferRequest(PAYMENT))
    expect(await recording.accept(statusRequest(PAYMENT))).toEqual({ kind: 'accepted', events: [] })

    const [, outcome] = await pay(acceptance, { endToEndId: 'e2' })

    expect(attemptCounts(eventsOf(outcome)[0]?.facts ?? {})).toEqual([2, 2])
    expect(await readLedger(store.pool)).toEqual([
      expect.objectContaining({ accepted: 4, recorded: 3, waiting: 1, balanced: true }),
    ])
  })
})

describe('one message, once', () => {
  test('the same message again is a duplicate, another one under its key a conflict: across batches', async () => {
    await acceptance.accept(transferRequest(PAYMENT))
    expect(await acceptance.accept(transferRequest(PAYMENT))).toEqual({ kind: 'duplicate' })
    const other = transferRequest({ ...PAYMENT, debtor: 'Someone else', messageId: 'transfer e1' })
    expect(await accepting(store.pool).accept(other)).toEqual({ kind: 'conflict' })
    expect(await read("SELECT FROM event_history.account_state WHERE account_id = 'Someone else'")).toEqual(
      [],
    )
    expect(await read('SELECT FROM raw_history.message')).toHaveLength(1)
  })

  test('and within one batch, whichever the database knows already', async () => {
    const first = transferRequest(PAYMENT)
    const other = transferRequest({ ...PAYMENT, debtor: 'Someone else' })
    const kinds = async (...requests: (typeof first)[]): Promise<string[]> =>
      (await Promise.all(requests.map((request) => acceptance.accept(request)))).map(({ kind }) => kind)

    expect(await kinds(first, other, first)).toEqual(['accepted', 'conflict', 'duplicate'])
    expect(await kinds(other, first, other)).toEqual(['conflict', 'duplicate', 'conflict'])
  })

  test('the same MsgId is another message under another type or tenant', async () => {
    const outcomes = [
      await acceptance.accept(transferRequest({ ...PAYMENT, messageId: 'm' })),
      await acceptance.accept(statusRequest({ ...PAYMENT, messageId: 'm' })),
      await acceptance.accept(transferRequest({ ...PAYMENT, messageId: 'm', tenantId: 'OTHER' })),
    ]
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await read('SELECT FROM event_history.parked_message')).toEqual([])
  })

  test('a status does not join the transfer that was refused in its batch', async () => {
    await acceptance.accept(transferRequest({ ...PAYMENT, endToEndId: 'elsewhere', messageId: 'taken' }))
    const [refused, status] = await Promise.all([
      acceptance.accept(transferRequest({ ...PAYMENT, messageId: 'taken' })),
      acceptance.accept(statusRequest(PAYMENT)),
    ])
    expect(refused).toEqual({ kind: 'conflict' })
    expect(status).toEqual({ kind: 'accepted', events: [] })
    expect(await read('SELECT end_to_end_id FROM event_history.parked_message')).toEqual([
      { end_to_end_id: 'e1' },
    ])
  })

  test('of two transfers of a payment in one batch, of which the first is refused, the second counts', async () => {
    await acceptance.accept(transferRequest({ ...PAYMENT, endToEndId: 'elsewhere', messageId: 'taken' }))
    const [refused, accepted, status] = await Promise.all([
      acceptance.accept(transferRequest({ ...PAYMENT, debtor: 'X', creditor: 'Y', messageId: 'taken' })),
      acceptance.accept(transferRequest(PAYMENT)),
      acceptance.accept(statusRequest(PAYMENT)),
    ])
    expect([refused?.kind, accepted?.kind]).toEqual(['conflict', 'accepted'])
    expect(eventsOf(status)[0]?.payment.instruction.debtor.accountId).toBe('D')
  })
})

describe('when something is wrong', () => {
  test('a message that cannot be stored fails alone', async () => {
    const outcomes = await Promise.allSettled(
      ['e1', 'e\u00002', 'e3', 'e4'].map((endToEndId) =>
        acceptance.accept(transferRequest({ ...PAYMENT, endToEndId })),
      ),
    )
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: expect.any(UnstorableMessageError) })
    expect(await read('SELECT FROM raw_history.message')).toHaveLength(3)
  })

  test('what does not fit the queue is refused at once', async () => {
    const small = accepting(store.pool, { queueMax: 2 })
    const outcomes = await Promise.all(
      ['e1', 'e2', 'e3'].map((endToEndId) => small.accept(transferRequest({ ...PAYMENT, endToEndId }))),
    )
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'overloaded'])
    expect(small.depth()).toBe(0)
  })
})
