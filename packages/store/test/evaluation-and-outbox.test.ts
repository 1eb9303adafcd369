import { defaultConfigurationSet } from '@pantau/typologies'
import { createEvaluationWriter, createOutbox, loadEvaluation, StoreUnavailableError } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  DIGEST,
  insertDueMessage,
  insertInstruction,
  INSTRUCTION,
  messageKey,
  recordOf,
} from './accepted-row.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.pool.query({
    text: `TRUNCATE raw_history.message_key, raw_history.message, evaluation.record, evaluation.outbox, evaluation.delivery,
      event_history.payment_instruction, configuration.snapshot CASCADE`,
  })
})

const ALERT = { kind: 'alert', payload: '{"alert":1}' } as const
const CASES = { name: 'cases', kinds: ['alert', 'interdiction'] } as const
const CORE = { name: 'core-banking', kinds: ['interdiction'] } as const

async function countOf(table: string): Promise<number | undefined> {
  const [row] = await store.pool.query<{ readonly count: number }>({ text: `SELECT count(*) FROM ${table}` })
  return row?.count
}

describe('evaluation writer', () => {
  test('writes a batch with its outbox in one round trip, and each message once whatever is repeated', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    const events = await Promise.all(
      ['1', '2', '3'].map((id) => insertDueMessage(store.pool, messageKey(id))),
    )
    const items = events.map((event) => ({ record: recordOf(event), isFinding: false, outbox: [ALERT] }))
    const before = store.pool.roundTrips()

    const first = await writer.write([...items, ...items])
    expect(store.pool.roundTrips() - before).toBe(1)
    const second = await writer.write(items)

    expect(first).toEqual(['written', 'written', 'written', 'duplicate', 'duplicate', 'duplicate'])
    expect(second).toEqual(['duplicate', 'duplicate', 'duplicate'])
    expect(await countOf('evaluation.record')).toBe(3)
    expect(await countOf('evaluation.outbox')).toBe(3)
    expect(await writer.write([])).toEqual([])
  })

  test('the first evaluation stays when another one is attempted', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    const event = await insertDueMessage(store.pool, messageKey('1'))
    await writer.write([{ record: recordOf(event, 'NALT'), isFinding: false, outbox: [] }])
    await writer.write([{ record: recordOf(event, 'ALRT'), isFinding: false, outbox: [ALERT] }])
    const rows = await store.pool.query({ text: 'SELECT status FROM evaluation.record' })
    expect(rows).toEqual([{ status: 'NALT' }])
    expect(await countOf('evaluation.outbox')).toBe(0)
  })

  test('writers with common keys in opposite order neither deadlock nor double', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    const ids = Array.from({ length: 40 }, (_unused, index) => `m${index}`)
    const events = await Promise.all(ids.map((id) => insertDueMessage(store.pool, messageKey(id))))
    const items = events.map((event) => ({ record: recordOf(event), isFinding: false, outbox: [ALERT] }))
    const rounds = await Promise.all(
      [items, items.toReversed(), items, items.toReversed()].map((batch) => writer.write(batch)),
    )
    expect(rounds.flat().filter((result) => result === 'written')).toHaveLength(40)
    expect(await countOf('evaluation.outbox')).toBe(40)
  })

  test('a batch whose connection is cut is written whole or not at all', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    const event = await insertDueMessage(store.pool, messageKey('1'))
    const blocker = store.pool.transaction(async ({ exchange }) => {
      await exchange((send) => ({
        locked: send({ text: 'LOCK TABLE evaluation.outbox IN ACCESS EXCLUSIVE MODE' }),
      }))
      const attempt = writer.write([{ record: recordOf(event), isFinding: false, outbox: [ALERT] }])
      const outcome = expect(attempt).rejects.toThrow(StoreUnavailableError)
      await exchange((send) => ({
        // Waits until the writer waits, then cuts it off.
        cut: send({
          text: `DO $$ BEGIN
            LOOP
              PERFORM pg_stat_clear_snapshot();
              PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO evaluation.record%';
              EXIT WHEN FOUND;
              PERFORM pg_sleep(0.01);
            END LOOP;
          END $$`,
        }),
      }))
      await outcome
    })
    await blocker
    expect(await countOf('evaluation.record')).toBe(0)
    expect(await writer.write([{ record: recordOf(event), isFinding: false, outbox: [ALERT] }])).toEqual([
      'written',
    ])
  })
})

describe('stored evaluation', () => {
  test('comes back with its message, payment and configuration', async () => {
    const configuration = defaultConfigurationSet()
    await store.pool.query({
      text: 'INSERT INTO configuration.snapshot (digest, document) VALUES ($1, $2)',
      values: [DIGEST, JSON.stringify(configuration)],
    })
    await insertInstruction(store.pool)
    const event = await insertDueMessage(store.pool, messageKey('M2-1'))
    await createEvaluationWriter({ pool: store.pool }).write([
      { record: recordOf(event), isFinding: false, outbox: [] },
    ])

    const stored = await loadEvaluation(store.pool, { tenantId: 'DEFAULT', messageId: 'M2-1' })

    expect(stored?.record).toEqual(recordOf(event))
    expect(stored?.instruction).toEqual(INSTRUCTION)
    expect(stored?.configuration).toEqual(configuration)
    expect(Buffer.from(stored?.body ?? []).toString()).toBe('{"FIToFIPmtSts":{}}')
    expect(await loadEvaluation(store.pool, { tenantId: 'OTHER', messageId: 'M2-1' })).toBeUndefined()
    expect(
      await loadEvaluation(store.pool, {
        tenantId: 'DEFAULT',
        messageId: 'M2-1',
        transactionType: 'pacs.008.001.10',
      }),
    ).toBeUndefined()
  })
})

async function announce(...outbox: { kind: 'alert' | 'interdiction'; payload: string }[]): Promise<void> {
  const event = await insertDueMessage(store.pool, messageKey(`m${Math.random()}`))
  await createEvaluationWriter({ pool: store.pool }).write([
    { record: recordOf(event), isFinding: false, outbox },
  ])
}

describe('outbox', () => {
  test('goes to every destination that takes its kind, until each has it', async () => {
    const outbox = createOutbox(store.pool)
    await announce(ALERT, { kind: 'interdiction', payload: '{"stop":1}' })
    expect(await outbox.expand([CASES, CORE], 10)).toBe(1 + 1)
    expect(await outbox.expand([CASES, CORE], 10)).toBe(0)

    const forCases = await outbox.lease({ destination: 'cases', limit: 10, leaseMs: 60_000 })
    const forCore = await outbox.lease({ destination: 'core-banking', limit: 10, leaseMs: 60_000 })
    expect(forCases.map(({ kind, attempt }) => [kind, attempt])).toEqual([
      ['alert', 1],
      ['interdiction', 1],
    ])
    expect(forCore.map(({ payload }) => payload)).toEqual(['{"stop":1}'])

    await outbox.markDelivered(
      'cases',
      forCases.map(({ outboxId }) => outboxId),
    )
    expect(await countOf('evaluation.delivery WHERE delivered_at IS NULL')).toBe(1)
  })

  test('a lease keeps others away and ends by itself', async () => {
    const outbox = createOutbox(store.pool)
    await announce(ALERT)
    await outbox.expand([CASES], 10)
    const held = await outbox.lease({ destination: 'cases', limit: 10, leaseMs: 60_000 })
    expect(held).toHaveLength(1)
    expect(await outbox.lease({ destination: 'cases', limit: 10, leaseMs: 0 })).toEqual([])

    await outbox.markFailed({
      destination: 'cases',
      outboxId: held[0]?.outboxId ?? '',
      retryAfterMs: 0,
      reason: 'The webhook answered 500',
    })
    const again = await outbox.lease({ destination: 'cases', limit: 10, leaseMs: 0 })
    expect(again.map(({ attempt }) => attempt)).toEqual([2])
    const afterItsEnd = await outbox.lease({ destination: 'cases', limit: 10, leaseMs: 60_000 })
    expect(afterItsEnd.map(({ attempt }) => attempt)).toEqual([3])
  })

  test('relays that work at the same time share the deliveries', async () => {
    const outbox = createOutbox(store.pool)
    await Promise.all(Array.from({ length: 30 }, () => announce(ALERT)))
    const expanded = await Promise.all([1, 2, 3].map(() => outbox.expand([CASES], 30)))
    expect(expanded.reduce((sum, count) => sum + count, 0)).toBe(30)
    const leased = await Promise.all(
      [1, 2, 3].map(() => outbox.lease({ destination: 'cases', limit: 30, leaseMs: 60_000 })),
    )
    const ids = leased.flat().map(({ outboxId }) => outboxId)
    expect(new Set(ids).size).toBe(30)
    expect(ids).toHaveLength(30)
  })
})
