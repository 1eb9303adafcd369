import * as fc from 'fast-check'
import { messageKeyText } from '@pantau/contracts'
import type { CapturedEvent, Encoded } from '@pantau/contracts'
import type { FactDescriptor } from '@pantau/rule-kit'
import { createEvaluationWriter, readLedger } from '@pantau/store'
import type { AcceptanceOutcome, DecideEvents, EvaluationItem } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, NOW_MS, PAYMENT } from './acceptance-harness.ts'
import { recordOf } from './accepted-row.ts'
import { DAY_MS } from './every-fact.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { configurationOf, statusRequest, transferRequest } from './payment-requests.ts'
import { paymentStreams, requestsOf } from './payment-stream.ts'

const FINDINGS: readonly FactDescriptor[] = [
  { kind: 'account-findings', party: 'debtor', windowMs: DAY_MS },
  { kind: 'account-findings', party: 'creditor', windowMs: DAY_MS },
]
const configurations = { active: () => configurationOf(FINDINGS) }

let store: OpenStore
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  await store.pool.query({
    text: 'TRUNCATE evaluation.record, evaluation.outbox CASCADE; TRUNCATE event_history.account_finding',
  })
})

function itemOf(event: Encoded<CapturedEvent>): EvaluationItem {
  const record = recordOf(event.value())
  return { record, isFinding: true, outbox: [{ kind: 'alert', payload: '{"v":1}' }] }
}

const decideAll: DecideEvents = async (events) => events.map(itemOf)

function decidedOf(outcome: AcceptanceOutcome): readonly EvaluationItem[] {
  return outcome.kind === 'accepted' ? (outcome.decided ?? []) : []
}

function keysOf(items: readonly Pick<EvaluationItem, 'record'>[]): readonly string[] {
  return items.map(({ record }) => messageKeyText(record.header)).toSorted()
}

async function evaluatedKeys(): Promise<readonly string[]> {
  const rows = await store.pool.query<{
    readonly tenant_id: string
    readonly transaction_type: 'pacs.002.001.12'
    readonly message_id: string
  }>({ text: 'SELECT tenant_id, transaction_type, message_id FROM evaluation.record' })
  return rows
    .map((row) =>
      messageKeyText({
        tenantId: row.tenant_id,
        transactionType: row.transaction_type,
        messageId: row.message_id,
      }),
    )
    .toSorted()
}

async function outboxCount(): Promise<number> {
  const [row] = await store.pool.query<{ readonly count: number }>({
    text: 'SELECT count(*)::int4 AS count FROM evaluation.outbox',
  })
  return row?.count ?? Number.NaN
}

describe('messages that are decided in the transaction that accepts them', () => {
  test('have their evaluation, its outbox entry and its findings, in the two round trips of the acceptance', async () => {
    const acceptance = accepting(store.pool, { configurations, decide: decideAll })
    const before = store.pool.roundTrips()
    const first = await acceptance.accept(transferRequest(PAYMENT))
    expect(store.pool.roundTrips() - before).toBe(2)
    expect(eventsOf(first)).toEqual([])
    expect(keysOf(decidedOf(first))).toEqual(await evaluatedKeys())
    expect(await outboxCount()).toBe(1)

    const second = await acceptance.accept(statusRequest(PAYMENT))
    expect(decidedOf(second)).toHaveLength(1)
    expect(await outboxCount()).toBe(2)

    const undecided = accepting(store.pool, { configurations })
    const [event] = eventsOf(
      await undecided.accept(transferRequest({ ...PAYMENT, endToEndId: 'e2', messageId: 'later' })),
    )
    expect(Object.values(event?.facts ?? {})).toMatchObject([
      { count: 1, latestMs: NOW_MS },
      { count: 1, latestMs: NOW_MS },
    ])
  })

  test('come again, and are duplicates without a second decision', async () => {
    let decisions = 0
    const acceptance = accepting(store.pool, {
      configurations,
      decide: (events) => {
        decisions += events.length
        return decideAll(events)
      },
    })
    const twice = [transferRequest(PAYMENT), transferRequest(PAYMENT)]
    await Promise.all(twice.map((request) => acceptance.accept(request)))
    expect(await acceptance.accept(transferRequest(PAYMENT))).toEqual({ kind: 'duplicate' })
    expect(decisions).toBe(1)
    expect(await outboxCount()).toBe(1)
  })

  test('are neither there nor decided when the transaction fails', async () => {
    const acceptance = accepting(store.pool, { configurations, decide: decideAll })
    await store.pool.query({
      text: `ALTER TABLE evaluation.outbox ADD CONSTRAINT nothing_leaves CHECK (kind <> 'alert') NOT VALID`,
    })
    try {
      await expect(acceptance.accept(transferRequest(PAYMENT))).rejects.toThrow()
    } finally {
      await store.pool.query({ text: 'ALTER TABLE evaluation.outbox DROP CONSTRAINT nothing_leaves' })
    }
    expect(await evaluatedKeys()).toEqual([])
    expect(await readLedger(store.pool, {})).toEqual([])
    expect(decidedOf(await acceptance.accept(transferRequest(PAYMENT)))).toHaveLength(1)
    expect(await evaluatedKeys()).toHaveLength(1)
  })

  test('are decided once each with those that are left to the stages, whatever the stream and whatever is left', async () => {
    const writer = createEvaluationWriter({ pool: store.pool })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        paymentStreams,
        fc.array(fc.constantFrom('decided', 'left'), { minLength: 1, maxLength: 20 }),
        async (stream, answersInTurn) => {
          runs += 1
          const run = `run ${runs}`
          let asked = 0
          const decide: DecideEvents = async (events) =>
            events.map((event) => {
              asked += 1
              return answersInTurn[asked % answersInTurn.length] === 'decided' ? itemOf(event) : undefined
            })
          const acceptance = accepting(store.pool, { configurations, decide })
          const outcomes: AcceptanceOutcome[] = []
          let batch: Promise<AcceptanceOutcome>[] = []
          for (const { request, ends } of requestsOf(stream, run)) {
            batch.push(acceptance.accept(request))
            if (ends) {
              outcomes.push(...(await Promise.all(batch)))
              batch = []
            }
          }
          outcomes.push(...(await Promise.all(batch)))
          const ofRun = (keys: readonly string[]): readonly string[] =>
            keys.filter((key) => key.startsWith(`${run} `))
          const decided = outcomes.flatMap(decidedOf)
          expect(ofRun(await evaluatedKeys())).toEqual(keysOf(decided))

          const left = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
          expect(decided.length + left.length).toBe(asked)
          const written = await writer.write([...left.map(itemOf), ...decided])
          expect(written).toEqual([...left.map(() => 'written'), ...decided.map(() => 'duplicate')])
          for (const tenant of [0, 1]) {
            for (const day of await readLedger(store.pool, { tenantId: `${run} ${tenant}` })) {
              expect(day).toMatchObject({ waiting: 0, balanced: true })
            }
          }
        },
      ),
      { numRuns: 15 },
    )
  })
})
