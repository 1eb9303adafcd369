import { createEvaluationWriter, createQuarantine, createReconciliation, readLedger } from '@pantau/store'
import { acceptedEventCodec } from '@pantau/contracts'
import { waitUntil } from '@pantau/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertDueMessage, insertNotDueMessage, messageKey, recordOf } from './accepted-row.ts'
import { lowerWatermark } from '../src/reconciliation/statements/lower-watermark.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const MINUTE_MS = 60_000

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
async function emptyTables(): Promise<void> {
  await store.pool.query({
    text: `TRUNCATE raw_history.message_key, raw_history.message, evaluation.record, evaluation.quarantine, event_history.parked_message`,
  })
  await store.pool.query({
    text: `UPDATE raw_history.reconciliation SET watermark = now() - interval '1 day'`,
  })
}
beforeEach(emptyTables)

function idsOf(found: readonly { readonly key: { readonly messageId: string } }[]): string[] {
  return found.map(({ key }) => key.messageId)
}

async function isWaiting(pattern: string): Promise<boolean> {
  const waiting = await store.pool.query({
    text: `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE $1`,
    values: [pattern],
  })
  return waiting.length > 0
}

describe('reconciliation', () => {
  test('finds what is due, undecided and old enough, with the event as it was stored', async () => {
    const reconciliation = createReconciliation(store.pool)
    const writer = createEvaluationWriter({ pool: store.pool })
    const old = await insertDueMessage(store.pool, messageKey('old'), { ageMs: 10_000 })
    await insertDueMessage(store.pool, messageKey('young'))
    const decided = await insertDueMessage(store.pool, messageKey('decided'), { ageMs: 10_000 })
    await writer.write([{ record: recordOf(decided), isFinding: false, outbox: [] }])

    const found = await reconciliation.findOverdue({ olderThanMs: 5_000, limit: 10, exclude: [] })

    expect(idsOf(found)).toEqual(['old'])
    expect(acceptedEventCodec.decode(found[0]?.event ?? new Uint8Array())).toEqual(old)
    expect(
      await reconciliation.findOverdue({ olderThanMs: 5_000, limit: 10, exclude: [messageKey('old')] }),
    ).toEqual([])
    expect(await reconciliation.countWaiting(10)).toBe(2)
    expect(await reconciliation.countWaiting(1)).toBe(1)
  })

  test('a short look back sees the recent only', async () => {
    const reconciliation = createReconciliation(store.pool)
    await insertDueMessage(store.pool, messageKey('old'), { ageMs: 10 * MINUTE_MS })
    await insertDueMessage(store.pool, messageKey('recent'), { ageMs: 8_000 })
    const request = { olderThanMs: 5_000, limit: 10, exclude: [] }
    expect(idsOf(await reconciliation.findOverdue({ ...request, lookBackMs: 20_000 }))).toEqual(['recent'])
    expect(idsOf(await reconciliation.findOverdue(request))).toEqual(['old', 'recent'])
  })

  test('the watermark never passes an undecided message, nor the last two minutes', async () => {
    const reconciliation = createReconciliation(store.pool)
    const stuck = await insertDueMessage(store.pool, messageKey('stuck'), { ageMs: 60 * MINUTE_MS })
    await reconciliation.advanceWatermark()
    expect(idsOf(await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] }))).toEqual([
      'stuck',
    ])

    await createEvaluationWriter({ pool: store.pool }).write([
      { record: recordOf(stuck), isFinding: false, outbox: [] },
    ])
    await reconciliation.advanceWatermark()
    await insertDueMessage(store.pool, messageKey('visible late'), { ageMs: MINUTE_MS })
    expect(idsOf(await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] }))).toEqual([
      'visible late',
    ])
  })
})

describe('parked status reports', () => {
  test('expire, unless somebody dealt with them', async () => {
    const reconciliation = createReconciliation(store.pool)
    const parked = async (id: string, ageMs: number) =>
      insertNotDueMessage(store.pool, messageKey(id), { ageMs, isParked: true })
    const expired = await parked('expired', 16 * MINUTE_MS)
    await parked('young', MINUTE_MS)
    const decided = await parked('decided', 16 * MINUTE_MS)
    await createEvaluationWriter({ pool: store.pool }).write([
      { record: recordOf(decided), isFinding: false, outbox: [] },
    ])
    await parked('quarantined', 16 * MINUTE_MS)
    await createQuarantine(store.pool).put({
      key: messageKey('quarantined'),
      stage: 'tms',
      channel: 'parked',
      reason: 'No credit transfer',
      bytes: Uint8Array.of(1),
    })

    const found = await reconciliation.findExpiredParked({ olderThanMs: 15 * MINUTE_MS, limit: 10 })

    expect(found).toEqual([
      {
        key: messageKey('expired'),
        endToEndId: 'E2E-1',
        acceptedAtMs: expired.header.acceptedAtMs,
        occurredAtMs: 17,
        status: 'ACCC',
        body: Buffer.from('{"FIToFIPmtSts":{}}'),
      },
    ])
    // Sixteen minutes ago may have been yesterday.
    const days = await readLedger(store.pool)
    const total = (count: 'accepted' | 'parked' | 'decided' | 'quarantined'): number =>
      days.reduce((sum, day) => sum + day[count], 0)
    expect([total('accepted'), total('parked'), total('decided'), total('quarantined')]).toEqual([4, 2, 1, 1])
    expect(days.every(({ balanced }) => balanced)).toBe(true)
  })
})

describe('the watermark and what becomes due meanwhile', () => {
  test.each([
    ['before', '1 hour'],
    ['behind', '1 minute'],
  ])('does not pass a case that is being closed, where it stands %s the message', async (_where, ago) => {
    const reconciliation = createReconciliation(store.pool)
    const event = await insertDueMessage(store.pool, messageKey('bad'), { ageMs: 10 * MINUTE_MS })
    await createQuarantine(store.pool).put({
      key: messageKey('bad'),
      acceptedAtMs: event.header.acceptedAtMs,
      stage: 'tadp',
      channel: 'tadp',
      reason: 'x',
      bytes: Uint8Array.of(1),
    })
    await store.pool.query({
      text: `UPDATE raw_history.reconciliation SET watermark = now() - interval '${ago}'`,
    })
    // The closing transaction is held open, by a lock on what it touches last, while the watermark is advanced.
    const { advanced, closed } = await store.pool.transaction(async ({ exchange }) => {
      await exchange((send) => ({ locked: send({ text: 'LOCK TABLE evaluation.outbox' }) }))
      const closing = store.pool.transaction(async (session) => {
        await session.exchange((send) => ({
          resolved: send({ text: 'UPDATE evaluation.quarantine SET resolved_at = now()' }),
          lowered: send(lowerWatermark(event.header.acceptedAtMs)),
          held: send({ text: 'LOCK TABLE evaluation.outbox' }),
        }))
      })
      await waitUntil(() => isWaiting('LOCK TABLE evaluation.outbox'), { what: 'the closing transaction' })
      const advancing = reconciliation.advanceWatermark()
      await waitUntil(() => isWaiting('%raw_history.reconciliation%'), { what: 'the advance to wait' })
      return { advanced: advancing, closed: closing }
    })
    await Promise.all([advanced, closed])

    expect(idsOf(await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] }))).toEqual([
      'bad',
    ])
  })
})

describe('quarantine', () => {
  test('takes a message out of the waiting, once, and brings it back when the case is closed', async () => {
    const reconciliation = createReconciliation(store.pool)
    const quarantine = createQuarantine(store.pool)
    const event = await insertDueMessage(store.pool, messageKey('bad'), { ageMs: 10 * MINUTE_MS })
    const entry = {
      key: messageKey('bad'),
      acceptedAtMs: event.header.acceptedAtMs,
      stage: 'event-director',
      channel: 'event-director',
      reason: 'No plan',
      bytes: acceptedEventCodec.encode(event),
    }
    await quarantine.put(entry)
    await quarantine.put(entry)
    const [open, ...others] = await quarantine.list(10)
    expect(others).toEqual([])
    expect(open).toMatchObject({ key: messageKey('bad'), reason: 'No plan', stage: 'event-director' })
    expect(await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] })).toEqual([])
    await reconciliation.advanceWatermark()

    const closed = await quarantine.resolve(open?.id ?? '')

    expect(acceptedEventCodec.decode(closed?.bytes ?? new Uint8Array())).toEqual(event)
    expect(await quarantine.resolve(open?.id ?? '')).toBeUndefined()
    expect(idsOf(await reconciliation.findOverdue({ olderThanMs: 0, limit: 10, exclude: [] }))).toEqual([
      'bad',
    ])
  })

  test('keeps bytes that nobody could read', async () => {
    const quarantine = createQuarantine(store.pool)
    const bytes = Uint8Array.of(0, 255, 10)
    await quarantine.put({ stage: 'tadp', channel: 'tadp', reason: 'Not JSON', bytes })
    await quarantine.put({ stage: 'tadp', channel: 'tadp', reason: 'Not JSON', bytes })
    const cases = await quarantine.list(10)
    expect(cases.map((each) => [...each.bytes])).toEqual([[...bytes], [...bytes]])
    expect(cases[0]?.key).toBeUndefined()
  })
})
