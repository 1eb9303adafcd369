import type { MessageKey } from '@pantau/contracts'
import { createEvaluationWriter, createQuarantine, findProgress } from '@pantau/store'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, PAYMENT } from './acceptance-harness.ts'
import { insertDueMessage, insertNotDueMessage, messageKey, recordOf } from './accepted-row.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { statusRequest, transferRequest } from './payment-requests.ts'

const DAY_MS = 86_400_000
const STATES = ['decided', 'due', 'parked', 'recorded', 'quarantined', 'unknown'] as const
type State = (typeof STATES)[number]

let store: OpenStore
beforeAll(async () => {
  // One connection, so that what the server counts of it is counted when the next statement asks.
  store = await openStore({ poolMax: 1 })
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  await store.pool.query({ text: 'TRUNCATE evaluation.record, evaluation.quarantine' })
})

async function bring(key: MessageKey, state: State, ageMs = 0): Promise<void> {
  const { pool } = store
  if (state === 'parked' || state === 'recorded') {
    await insertNotDueMessage(pool, key, { ageMs, isParked: state === 'parked' })
  } else if (state !== 'unknown') {
    const event = await insertDueMessage(pool, key, { ageMs })
    if (state === 'decided') {
      const record = recordOf(event)
      await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [] }])
    } else if (state === 'quarantined') {
      await createQuarantine(pool).put({
        key: event.header,
        acceptedAtMs: event.header.acceptedAtMs,
        stage: 'rule-processor',
        channel: 'c',
        reason: 'refused',
        bytes: new Uint8Array(),
      })
    }
  }
}

async function statesOf(keys: readonly MessageKey[]): Promise<readonly State[]> {
  const progress = await findProgress(store.pool, keys)
  return progress.map((each) => {
    if (each?.kind === 'unreadable') {
      throw each.error
    }
    return each?.kind ?? 'unknown'
  })
}

describe('findProgress', () => {
  test('says of each message how far it is, in one round trip, whatever the others are', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...STATES), fc.constantFrom('DEFAULT', 'OTHER')), { maxLength: 8 }),
        async (wanted) => {
          runs += 1
          const keys = wanted.map(([, tenantId], index) => messageKey(`run ${runs} ${index}`, tenantId))
          for (const [index, [state]] of wanted.entries()) {
            await bring(keys[index] ?? expect.fail(), state)
          }
          const asked = [...keys.toReversed(), ...keys]
          const states = wanted.map(([state]) => state)
          const before = store.pool.roundTrips()
          expect(await statesOf(asked)).toEqual([...states.toReversed(), ...states])
          expect(store.pool.roundTrips() - before).toBe(1)
        },
      ),
      { numRuns: 20 },
    )
  })

  test('gives the record of what is decided, of any month', async () => {
    const key = messageKey('old')
    await bring(key, 'decided', 25 * DAY_MS)
    const [progress] = await findProgress(store.pool, [key])
    expect(progress).toMatchObject({ kind: 'decided', record: { header: key, status: 'ALRT' } })
  })

  test('keeps apart tenants and types that share an identification', async () => {
    await bring(messageKey('same'), 'decided')
    expect(await statesOf([messageKey('same', 'OTHER')])).toEqual(['unknown'])
    expect(await statesOf([{ ...messageKey('same'), transactionType: 'pacs.008.001.10' }])).toEqual([
      'unknown',
    ])
  })

  test('a record that cannot be read spoils nothing else', async () => {
    await bring(messageKey('broken'), 'decided')
    await bring(messageKey('good'), 'decided')
    await store.pool.query({ text: `UPDATE evaluation.record SET record = '{' WHERE message_id = 'broken'` })
    const progress = await findProgress(store.pool, [messageKey('broken'), messageKey('good')])
    expect(progress.map((each) => each?.kind)).toEqual(['unreadable', 'decided'])
  })

  test('follows a status report that came before its credit transfer', async () => {
    const acceptance = accepting(store.pool)
    const [transfer, status] = [transferRequest(PAYMENT), statusRequest(PAYMENT)]
    const keys = [status, transfer].map(({ tenantId, parsed }) => ({
      tenantId,
      transactionType: parsed.transactionType,
      messageId: parsed.messageId,
    }))
    await acceptance.accept(status)
    expect(await statesOf(keys)).toEqual(['parked', 'unknown'])
    await acceptance.accept(transfer)
    expect(await statesOf(keys)).toEqual(['due', 'recorded'])
  })

  test('looks into indexes only, however it was planned', async () => {
    const keys = Array.from({ length: 50 }, (_none, index) => messageKey(`m${index}`))
    for (const key of keys) {
      await bring(key, 'decided')
    }
    // So that the planner knows how small the tables are: it would rather read them whole.
    await store.pool.query({ text: 'ANALYZE' })
    const scans = async (): Promise<unknown> =>
      store.pool.query({
        text: `SELECT relname, seq_scan FROM pg_stat_all_tables
          WHERE schemaname IN ('raw_history', 'evaluation', 'event_history') AND relname !~ 'layout' ORDER BY relname, relid`,
      })
    await store.pool.query({ text: 'SELECT pg_stat_force_next_flush()' })
    const before = await scans()
    for (const key of keys) {
      expect(await statesOf([key])).toEqual(['decided'])
    }
    await store.pool.query({ text: 'SELECT pg_stat_force_next_flush()' })
    expect(await scans()).toEqual(before)
  })
})
