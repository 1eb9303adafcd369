import { createEvaluationWriter, createQuarantine, readLedger } from '@pantau/store'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertDueMessage, insertNotDueMessage, messageKey, recordOf } from './accepted-row.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

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
    await createEvaluationWriter({ pool: store.pool }).write([
      { record: recordOf(event), isFinding: false, outbox: [] },
    ])
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
    await writer.write([{ record: recordOf(decided), isFinding: false, outbox: [] }])
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
