import { defaultConfigurationSet } from '@pantau/typologies'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evaluatedMessage } from './evaluated-message-arbitrary.ts'
import { renamed, sentReport, storeEvaluated } from './evaluated-message.ts'
import type { EvaluatedMessage } from './evaluated-message.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const TENANT = 'melati'

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

interface ViewRow {
  readonly evaluation: { readonly report: { readonly timestamp: string; readonly tadpResult: unknown } }
  readonly credttm: string
}

async function viewOf(messageId: string): Promise<readonly ViewRow[]> {
  return store.pool.query<ViewRow>({
    text: 'SELECT evaluation, credttm FROM evaluation.evaluation WHERE messageid = $1 AND tenantid = $2',
    values: [messageId, TENANT],
  })
}

test('whatever was evaluated, the view is the report, field by field', async () => {
  let stored = 0
  await fc.assert(
    fc.asyncProperty(evaluatedMessage, async (any) => {
      const messageId = `M-${(stored += 1)}`
      await storeEvaluated(store.pool, renamed(any, messageId))
      const report = await sentReport(store.pool, { tenantId: TENANT, messageId })
      const rows = await viewOf(messageId)
      expect(rows.map(({ evaluation }) => evaluation)).toEqual([report])
      expect(rows[0]?.credttm).toBe(rows[0]?.evaluation.report.timestamp)
    }),
    { numRuns: 80, interruptAfterTimeLimit: 20_000 },
  )
})

function example(messageId: string): EvaluatedMessage {
  const [sample] = fc.sample(evaluatedMessage, { numRuns: 1, seed: 7 })
  if (sample === undefined) {
    throw new TypeError('A sample holds as many as were asked for')
  }
  return renamed(sample, messageId)
}

test('a reason with U+0000, which jsonb cannot hold, reads with U+FFFD in its place', async () => {
  const message = example('NUL')
  const [result, ...others] = message.record.ruleResults
  if (result === undefined) {
    throw new TypeError('The shipped configuration has rules')
  }
  const reason = 'a\u0000b and \\u0000'
  const record = { ...message.record, ruleResults: [{ ...result, outcome: '.err', reason }, ...others] }
  await storeEvaluated(store.pool, { ...message, configuration: defaultConfigurationSet(), record })
  const [row] = await viewOf('NUL')
  expect(row?.evaluation.report.tadpResult).toMatchObject({
    typologyResult: [
      { ruleResults: expect.arrayContaining([expect.objectContaining({ reason: 'a\ufffdb and \\ufffd' })]) },
    ],
  })
})

test('an evaluation whose message is gone still says what was decided', async () => {
  await storeEvaluated(store.pool, example('GONE'))
  await store.pool.query({ text: "DELETE FROM raw_history.message WHERE message_id = 'GONE'" })
  const [row] = await viewOf('GONE')
  expect(row?.evaluation).toMatchObject({ transactionID: 'GONE', transaction: null, dataCache: null })
  expect(row?.evaluation.report).toHaveProperty('status')
})

test('one evaluation is found by its key in every table that it is made of', async () => {
  const plan = await store.pool.transaction(async ({ exchange }) => {
    const { explained } = await exchange((send) => ({
      // The tables of a test are so small that reading them whole would be cheapest.
      set: send({ text: 'SET LOCAL enable_seqscan = off' }),
      explained: send<Readonly<Record<'QUERY PLAN', string>>>({
        text: `EXPLAIN SELECT evaluation FROM evaluation.evaluation WHERE messageid = 'M-1' AND tenantid = '${TENANT}'`,
      }),
    }))
    return explained.map((line) => line['QUERY PLAN'])
  })
  expect(plan.filter((line) => line.includes('Index Scan'))).not.toEqual([])
  expect(plan.filter((line) => line.includes('Seq Scan'))).toEqual([])
})
