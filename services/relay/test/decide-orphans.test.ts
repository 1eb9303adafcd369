import type { Tracer } from '@pantau/contracts'
import { explanationInWords } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import {
  createEvaluationWriter,
  createReconciliation,
  explanationOf,
  loadEvaluation,
  readLedger,
  recomputationOf,
  reportOf,
} from '@pantau/store'
import type { ActiveConfiguration, StorePool } from '@pantau/store'
import {
  createMemoryTracer,
  pacs002Document,
  pacs008Document,
  startPostgres,
  waitUntil,
} from '@pantau/testkit'
import type { TestPostgres } from '@pantau/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { decideOrphans } from '../src/decide-orphans.ts'
import { activateShipped, openAcceptance, openDatabase, requestOf } from './evaluated-payment.ts'

const TENANT = 'melati'
const TRANSFER = 'pacs.008.001.10'
const STATUS = 'pacs.002.001.12'
const endToEndId = 'E2E-ORPHAN'
const messageId = pacs002Document({ endToEndId }).FIToFIPmtSts.GrpHdr.MsgId

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

/** A database in which a status report is parked, and the rounds that look for it. */
async function openParked(traced: { readonly traceParent?: string } = {}) {
  const { pool } = await openDatabase(postgres)
  const configuration = await activateShipped(pool, TENANT)
  const acceptance = openAcceptance(pool, configuration)
  const report = { ...pacs002Document({ endToEndId }), TxTp: STATUS } as const
  await acceptance.accept({ ...requestOf(STATUS, TENANT, report), ...traced })
  return { pool, configuration, acceptance }
}

async function decide(
  pool: StorePool,
  active: ActiveConfiguration | undefined,
  afterMs: number,
  tracer?: Tracer,
): Promise<number> {
  return decideOrphans({
    store: createReconciliation(pool),
    writer: createEvaluationWriter({ pool }),
    configurations: { active: () => active },
    afterMs,
    nowMs: Date.now,
    tracer,
    onUnusable: (_tenantId, error) => expect.fail(String(error)),
  })
}

it('a status report whose credit transfer does not come goes to review, once, with that reason', async () => {
  const { pool, configuration } = await openParked()
  await waitUntil(async () => (await decide(pool, configuration, 1)) === 1, { what: 'the decision' })
  expect(await decide(pool, configuration, 1)).toBe(0)

  const stored = await loadEvaluation(pool, { tenantId: TENANT, messageId })
  if (stored === undefined) {
    throw new TypeError('There is no evaluation')
  }
  expect(stored.record.status).toBe('ALRT')
  const reasons = new Set(stored.record.ruleResults.map(({ outcome, reason }) => `${outcome} ${reason}`))
  expect(reasons).toEqual(new Set(['.err No credit transfer arrived within 1 millisecond']))
  expect(await pool.query({ text: 'SELECT kind FROM evaluation.outbox' })).toEqual([{ kind: 'alert' }])
  expect(await readLedger(pool)).toEqual([
    expect.objectContaining({ accepted: 1, decided: 1, parked: 0, waiting: 0, balanced: true }),
  ])

  const report = JSON.parse(JSON.stringify(reportOf(stored)))
  expect(report).toMatchObject({ transactionID: messageId, report: { status: 'ALRT' }, dataCache: null })
  expect(await pool.query({ text: 'SELECT evaluation FROM evaluation.evaluation' })).toEqual([
    { evaluation: report },
  ])
  expect(explanationInWords(explanationOf(stored, ruleRegistry)).join('\n')).toContain(
    '.err No credit transfer arrived',
  )
  expect(recomputationOf(stored, ruleRegistry)).toMatchObject({ kind: 'not-possible' })
})

it('shows so in the trace of the status report', async () => {
  const traceParent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const { pool, configuration } = await openParked({ traceParent })
  const tracer = createMemoryTracer()
  await waitUntil(async () => (await decide(pool, configuration, 1, tracer)) === 1, { what: 'the decision' })
  const stored = await loadEvaluation(pool, { tenantId: TENANT, messageId })
  expect(tracer.ended).toMatchObject([
    {
      name: 'decide without credit transfer',
      context: { traceId: '4bf92f3577b34da6a3ce929d0e0e4736' },
      parent: '00f067aa0ba902b7',
      attributes: {
        'pantau.evaluation.status': 'ALRT',
        'pantau.evaluation.id': stored?.record.evaluationId,
      },
    },
  ])
})

it('keeps that decision when the credit transfer comes after all', async () => {
  const { pool, configuration, acceptance } = await openParked()
  await waitUntil(async () => (await decide(pool, configuration, 1)) === 1, { what: 'the decision' })
  const before = await loadEvaluation(pool, { tenantId: TENANT, messageId })
  const transfer = { ...pacs008Document({ endToEndId }), TxTp: TRANSFER } as const
  expect(await acceptance.accept(requestOf(TRANSFER, TENANT, transfer))).toMatchObject({ kind: 'accepted' })

  const after = await loadEvaluation(pool, { tenantId: TENANT, messageId })
  expect(after?.record).toEqual(before?.record)
  expect(after?.instruction?.endToEndId).toBe(endToEndId)
  const overdue = await createReconciliation(pool).findOverdue({ olderThanMs: 0, limit: 10, exclude: [] })
  expect(overdue.filter(({ key }) => key.messageId === messageId)).toEqual([])
  expect((await readLedger(pool)).every(({ balanced }) => balanced)).toBe(true)
})

it('waits as long as it is told to', async () => {
  const { pool, configuration } = await openParked()
  expect(await decide(pool, configuration, 3_600_000)).toBe(0)
  expect(await loadEvaluation(pool, { tenantId: TENANT, messageId })).toBeUndefined()
})

it('leaves a status report parked whose tenant has no configuration any more', async () => {
  const { pool, configuration } = await openParked()
  await waitUntil(
    async () =>
      (await createReconciliation(pool).findExpiredParked({ olderThanMs: 1, limit: 1 })).length === 1,
    { what: 'the deadline' },
  )
  expect(await decide(pool, undefined, 1)).toBe(0)
  expect(await readLedger(pool)).toEqual([expect.objectContaining({ parked: 1, balanced: true })])
  expect(await decide(pool, configuration, 1)).toBe(1)
})
