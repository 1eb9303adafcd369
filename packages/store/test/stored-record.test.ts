import { evaluationRecordCodec } from '@pantau/contracts'
import { loadEvaluation, StoredEvaluationError } from '@pantau/store'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluatedMessage } from './evaluated-message-arbitrary.ts'
import { renamed, sentReport, storeEvaluated } from './evaluated-message.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const TENANT = 'melati'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

test('whatever was evaluated is read as it was', async () => {
  let stored = 0
  await fc.assert(
    fc.asyncProperty(evaluatedMessage, async (any) => {
      const messageId = `M-${(stored += 1)}`
      const message = renamed(any, messageId)
      await storeEvaluated(store.pool, message)
      const loaded = await loadEvaluation(store.pool, { tenantId: TENANT, messageId })
      const { configDigest } = loaded?.record.header ?? message.record.header
      const header = { ...message.record.header, configDigest }
      // JSON knows no -0.
      const record = evaluationRecordCodec.decode(evaluationRecordCodec.encode({ ...message.record, header }))
      expect(loaded?.record).toEqual(record)
      expect(Buffer.from(loaded?.recordBytes ?? []).toString()).toBe(
        Buffer.from(evaluationRecordCodec.encode(loaded?.record ?? record)).toString(),
      )
    }),
    { numRuns: 50, interruptAfterTimeLimit: 20_000 },
  )
})

test('a record of before there were layouts reads as before, in the report and in the view', async () => {
  const [sample] = fc.sample(evaluatedMessage, { numRuns: 1, seed: 7 })
  if (sample === undefined) {
    throw new TypeError('A sample holds as many as were asked for')
  }
  const message = renamed(sample, 'old')
  await storeEvaluated(store.pool, message)
  const key = { tenantId: TENANT, messageId: 'old' }
  const report = await sentReport(store.pool, key)
  const loaded = await loadEvaluation(store.pool, key)
  await store.pool.query({
    text: `UPDATE evaluation.record SET layout = NULL, record = $1 WHERE message_id = 'old'`,
    values: [Buffer.from(loaded?.recordBytes ?? []).toString()],
  })

  expect(await sentReport(store.pool, key)).toEqual(report)
  expect(
    await store.pool.query({
      text: 'SELECT evaluation FROM evaluation.evaluation WHERE messageid = $1 AND tenantid = $2',
      values: ['old', TENANT],
    }),
  ).toEqual([{ evaluation: report }])
})

test('a record whose layout is lost is an error, not a report without rules', async () => {
  const [sample] = fc.sample(evaluatedMessage, { numRuns: 1, seed: 8 })
  if (sample === undefined) {
    throw new TypeError('A sample holds as many as were asked for')
  }
  await storeEvaluated(store.pool, renamed(sample, 'lost'))
  await store.pool.query({ text: `UPDATE evaluation.record SET layout = 'other' WHERE message_id = 'lost'` })
  await expect(loadEvaluation(store.pool, { tenantId: TENANT, messageId: 'lost' })).rejects.toThrow(
    StoredEvaluationError,
  )
})
