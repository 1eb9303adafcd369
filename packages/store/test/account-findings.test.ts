import * as fc from 'fast-check'
import type { AcceptedEvent } from '@pantau/contracts'
import { captureFacts, createMemoryBook } from '@pantau/facts'
import type { MemoryBook } from '@pantau/facts'
import type { FactDescriptor } from '@pantau/rule-kit'
import { createEvaluationWriter } from '@pantau/store'
import type { Acceptance, EvaluationWriter } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, NOW_MS, PAYMENT } from './acceptance-harness.ts'
import { recordOf } from './accepted-row.ts'
import { DAY_MS } from './every-fact.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { configurationOf, statusRequest, transferRequest } from './payment-requests.ts'
import type { TestPayment } from './payment-requests.ts'
import { paymentStreams, requestsOf } from './payment-stream.ts'

const FINDINGS: readonly FactDescriptor[] = [
  { kind: 'account-findings', party: 'debtor', windowMs: DAY_MS },
  { kind: 'account-findings', party: 'creditor', windowMs: DAY_MS },
]

let store: OpenStore
let acceptance: Acceptance
let writer: EvaluationWriter

beforeAll(async () => {
  store = await openStore()
  writer = createEvaluationWriter({ pool: store.pool })
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  await store.pool.query({ text: 'TRUNCATE evaluation.record, event_history.account_finding' })
  acceptance = acceptanceOf(FINDINGS)
})

function acceptanceOf(facts: readonly FactDescriptor[]): Acceptance {
  const configuration = configurationOf(facts)
  return accepting(store.pool, { configurations: { active: () => configuration } })
}

async function decide(event: AcceptedEvent, isFinding: boolean): Promise<void> {
  await writer.write([{ record: recordOf(event), isFinding, outbox: [] }])
}

/** The events of a payment's two messages. */
async function accept(payment: Pick<TestPayment, 'endToEndId'> & Partial<TestPayment>) {
  const full = { ...PAYMENT, ...payment }
  return [
    ...eventsOf(await acceptance.accept(transferRequest(full))),
    ...eventsOf(await acceptance.accept(statusRequest(full))),
  ]
}

function rows(): Promise<readonly unknown[]> {
  return store.pool.query({
    text: `SELECT account_id, end_to_end_id, counterparty_account, at_ms FROM event_history.account_finding ORDER BY 1, 2`,
  })
}

async function findingsFoundBy(endToEndId: string): Promise<unknown> {
  const [event] = await accept({ endToEndId })
  return Object.values(event?.facts ?? {})
}

/** What the message should have found: the memory of a book that was told of the same findings. */
function expectAsInMemory(book: MemoryBook, { payment, facts }: AcceptedEvent): void {
  expect([payment.messageId, facts]).toEqual([
    payment.messageId,
    captureFacts(FINDINGS, payment, book.history(payment)),
  ])
}

describe('the findings of an account', () => {
  test('are found by the next message of either account, once for each payment, whatever is delivered twice', async () => {
    const [transfer, settlement] = await accept({ endToEndId: 'first' })
    if (transfer === undefined || settlement === undefined) {
      throw new TypeError('Both messages are due')
    }
    await Promise.all([decide(settlement, true), decide(transfer, true), decide(settlement, true)])
    await decide(settlement, true)

    const finding = { count: 1, saturated: false, latestMs: NOW_MS, samePair: 1 }
    expect(await findingsFoundBy('second')).toEqual([finding, finding])
    expect(await rows()).toEqual([
      { account_id: 'C', end_to_end_id: 'first', counterparty_account: 'D', at_ms: NOW_MS },
      { account_id: 'D', end_to_end_id: 'first', counterparty_account: 'C', at_ms: NOW_MS },
    ])
  })

  test('are not those of evaluations that do not count, nor of one that is committed after another was', async () => {
    const [transfer] = await accept({ endToEndId: 'first' })
    if (transfer === undefined) {
      throw new TypeError('The transfer is due')
    }
    await decide(transfer, false)
    await decide(transfer, true)
    expect(await rows()).toEqual([])
    expect(await findingsFoundBy('second')).toMatchObject([{ count: 0 }, { count: 0 }])
  })

  test('are written in the one round trip of the evaluations, and read in the two of the acceptance', async () => {
    const [event] = await accept({ endToEndId: 'first' })
    if (event === undefined) {
      throw new TypeError('The transfer is due')
    }
    const before = store.pool.roundTrips()
    await decide(event, true)
    expect(store.pool.roundTrips() - before).toBe(1)
    await acceptance.accept(transferRequest({ ...PAYMENT, endToEndId: 'second' }))
    expect(store.pool.roundTrips() - before).toBe(3)
  })

  test('are not read where no rule asks for them', async () => {
    await store.pool.query({ text: 'ALTER TABLE event_history.account_finding RENAME TO away' })
    try {
      acceptance = acceptanceOf([{ kind: 'payee-history' }])
      expect(await accept({ endToEndId: 'first' })).toHaveLength(2)
      acceptance = acceptanceOf(FINDINGS)
      await expect(accept({ endToEndId: 'second' })).rejects.toThrow('account_finding')
    } finally {
      await store.pool.query({ text: 'ALTER TABLE event_history.away RENAME TO account_finding' })
    }
  })

  test('are what a book in memory finds, whatever the stream and whatever counts', async () => {
    let runs = 0
    await fc.assert(
      fc.asyncProperty(
        paymentStreams,
        fc.array(fc.boolean(), { minLength: 1 }),
        async (stream, countedInTurn) => {
          runs += 1
          const book = createMemoryBook()
          let decisions = 0
          for (const { request } of requestsOf(stream, `run ${runs}`)) {
            const outcome = await acceptance.accept(request)
            const events = outcome.kind === 'accepted' ? eventsOf(outcome) : []
            // Those of one acceptance, of a transfer and of reports that waited for it, do not know of each other.
            for (const event of events) {
              expectAsInMemory(book, event)
            }
            for (const event of events) {
              const isCounted = countedInTurn[decisions++ % countedInTurn.length] ?? false
              await decide(event, isCounted)
              await decide(event, !isCounted)
              if (isCounted) {
                book.noteFinding(event.payment)
              }
            }
          }
        },
      ),
      { numRuns: 15, endOnFailure: true },
    )
  })

  test('of a busy account are the newest, and the count says that there are more', async () => {
    const book = createMemoryBook()
    for (let index = 0; index < 70; index += 1) {
      const [event] = await accept({ endToEndId: `e${index}`, atMs: NOW_MS + 1_000 * (index % 50) })
      if (event === undefined) {
        throw new TypeError('The transfer is due')
      }
      await decide(event, true)
      book.noteFinding(event.payment)
    }
    const [event] = await accept({ endToEndId: 'last', atMs: NOW_MS + 60_000 })
    if (event === undefined) {
      throw new TypeError('The transfer is due')
    }
    expectAsInMemory(book, event)
    expect(Object.values(event.facts)).toMatchObject([
      { count: 64, saturated: true },
      { count: 64, saturated: true },
    ])
  })
})
