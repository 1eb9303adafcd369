import { createEvaluationWriter, createQuarantine, createReconciliation, readLedger } from '@pantau/store'
import * as fc from 'fast-check'
import { acceptedEventCodec } from '@pantau/contracts'
import { waitUntil } from '@pantau/testkit'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertDueMessage, insertNotDueMessage, messageKey, recordOf } from './accepted-row.ts'
import { lowerWatermark } from '../src/reconciliation/statements/lower-watermark.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const EMPTY_DAY = {
  accepted: 0,
  recorded: 0,
  parked: 0,
  decided: 0,
  waiting: 0,
  quarantined: 0,
  balanced: true,
}

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
    await writer.write([{ record: recordOf(decided), outbox: [] }])

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

    await createEvaluationWriter({ pool: store.pool }).write([{ record: recordOf(stuck), outbox: [] }])
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
    await createEvaluationWriter({ pool: store.pool }).write([{ record: recordOf(decided), outbox: [] }])
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

async function bring(
  key: ReturnType<typeof messageKey>,
  ageMs: number,
  state: 'recorded' | 'parked' | 'decided' | 'waiting' | 'quarantined',
): Promise<number> {
  const isDue = state !== 'recorded' && state !== 'parked'
  const event = isDue
    ? await insertDueMessage(store.pool, key, { ageMs })
    : await insertNotDueMessage(store.pool, key, { ageMs, isParked: state === 'parked' })
  if (state === 'decided') {
    await createEvaluationWriter({ pool: store.pool }).write([{ record: recordOf(event), outbox: [] }])
  }
  if (state === 'quarantined') {
    const { acceptedAtMs } = event.header
    const bytes = Uint8Array.of(1)
    await createQuarantine(store.pool).put({
      key,
      acceptedAtMs,
      stage: 'tadp',
      channel: 'tadp',
      reason: 'x',
      bytes,
    })
  }
  return event.header.acceptedAtMs
}

describe('ledger', () => {
  test('accounts for every accepted message, per tenant', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    const decided = await insertDueMessage(store.pool, messageKey('decided'))
    await writer.write([{ record: recordOf(decided), outbox: [] }])
    await insertDueMessage(store.pool, messageKey('waiting'))
    const bad = await insertDueMessage(store.pool, messageKey('quarantined'))
    await createQuarantine(store.pool).put({
      key: messageKey('quarantined'),
      acceptedAtMs: bad.header.acceptedAtMs,
      stage: 'tadp',
      channel: 'tadp',
      reason: 'x',
      bytes: Uint8Array.of(1),
    })
    await insertDueMessage(store.pool, messageKey('waiting', 'OTHER'))

    const [mine, other] = await readLedger(store.pool)

    expect(mine).toMatchObject({
      tenantId: 'DEFAULT',
      accepted: 3,
      recorded: 0,
      parked: 0,
      decided: 1,
      waiting: 1,
      quarantined: 1,
      balanced: true,
    })
    expect(other).toMatchObject({ tenantId: 'OTHER', accepted: 1, waiting: 1, balanced: true })
    expect(await readLedger(store.pool, { tenantId: 'OTHER' })).toEqual([other])
    expect(await readLedger(store.pool, { fromDay: '2000-01-01', toDay: '2000-01-02' })).toEqual([])
    expect(await readLedger(store.pool, { fromDay: mine?.day ?? '', toDay: mine?.day ?? '' })).toEqual([
      mine,
      other,
    ])
  })

  test('whatever became of the messages, balances; and shows when a row is lost or doubled', async () => {
    const states = ['recorded', 'parked', 'decided', 'waiting', 'quarantined'] as const
    const messages = fc.array(
      fc.record({
        tenantId: fc.constantFrom('DEFAULT', 'OTHER'),
        ageDays: fc.integer({ min: 0, max: 2 }),
        state: fc.constantFrom(...states),
      }),
      { minLength: 1, maxLength: 12 },
    )
    const faults = fc.constantFrom(
      'DELETE FROM raw_history.message WHERE message_id = $1',
      'DELETE FROM raw_history.message_key WHERE message_id = $1',
      `INSERT INTO evaluation.record SELECT tenant_id, transaction_type, 'other ' || message_id, accepted_at, gen_random_uuid(),
        'NALT', 'd', now(), '{}' FROM raw_history.message WHERE message_id = $1`,
    )
    await fc.assert(
      fc.asyncProperty(messages, faults, async (accepted, fault) => {
        await emptyTables()
        const expected = new Map<string, Record<string, unknown>>()
        for (const [index, { tenantId, ageDays, state }] of accepted.entries()) {
          const acceptedAtMs = await bring(messageKey(`m${index}`, tenantId), ageDays * DAY_MS, state)
          const day = new Date(acceptedAtMs).toISOString().slice(0, 10)
          const counts = expected.get(`${tenantId} ${day}`) ?? { ...EMPTY_DAY, tenantId, day }
          counts['accepted'] = Number(counts['accepted']) + 1
          counts[state] = Number(counts[state]) + 1
          expected.set(`${tenantId} ${day}`, counts)
        }
        const keys = [...expected.keys()].sort()
        expect(await readLedger(store.pool)).toEqual(keys.map((key) => expected.get(key)))

        await store.pool.query({ text: fault, values: ['m0'] })
        // A lost key or message without any other row on its day leaves nothing to report but the imbalance of the other table.
        const balances = (await readLedger(store.pool)).map(({ balanced }) => balanced)
        const isExplained =
          fault.startsWith('DELETE FROM raw_history.message WHERE') && accepted[0]?.state === 'decided'
        expect(balances.filter((balanced) => !balanced)).toHaveLength(isExplained ? 0 : 1)
      }),
      { numRuns: 25 },
    )
  })
})
