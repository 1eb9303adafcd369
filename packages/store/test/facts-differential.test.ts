import * as fc from 'fast-check'
import { verifyAccountStates } from '@pantau/store'
import type { Acceptance, AcceptanceOutcome, AccountRef } from '@pantau/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepting } from './acceptance-harness.ts'
import { EVERY_FACT } from './every-fact.ts'
import { factsInSql } from './facts-in-sql.ts'
import { acceptOneAtATime } from './one-at-a-time.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { configurationOf } from './payment-requests.ts'
import { paymentStreams, requestsOf } from './payment-stream.ts'
import type { StreamedRequest } from './payment-stream.ts'

const CONFIGURATION = configurationOf(EVERY_FACT)

let store: OpenStore
let runs = 0

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

function acceptanceOfAllFacts(): Acceptance {
  return accepting(store.pool, { configurations: { active: () => CONFIGURATION } })
}

async function acceptInBatches(
  acceptance: Acceptance,
  requests: readonly StreamedRequest[],
): Promise<readonly AcceptanceOutcome[]> {
  const outcomes: AcceptanceOutcome[] = []
  let batch: Promise<AcceptanceOutcome>[] = []
  for (const { request, ends } of requests) {
    // Requests of one turn of the event loop share a batch.
    batch.push(acceptance.accept(request))
    if (ends) {
      outcomes.push(...(await Promise.all(batch)))
      batch = []
    }
  }
  return [...outcomes, ...(await Promise.all(batch))]
}

/** The captured facts by tenant, type and MsgId. */
function capturedOf(outcomes: readonly AcceptanceOutcome[]): ReadonlyMap<string, unknown> {
  const events = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
  return new Map(
    events.map((event) => {
      const { payment, facts } = event.value()
      return [`${payment.tenantId}/${payment.messageId}`, facts]
    }),
  )
}

function accountsOf(run: string): readonly AccountRef[] {
  return [0, 1].flatMap((tenant) =>
    [0, 1, 2].map((account) => ({ tenantId: `${run} ${tenant}`, accountId: `A${account}` })),
  )
}

async function statesOf(run: string): Promise<readonly unknown[]> {
  return store.pool.query({
    text: `SELECT substr(tenant_id, length($1) + 2) AS tenant, account_id, encode(state, 'hex') AS state, funders
      FROM event_history.account_state WHERE tenant_id LIKE $1 || ' %' ORDER BY 1, 2`,
    values: [run],
  })
}

describe('every kind of fact, whatever the stream and however it is cut into batches', () => {
  test('is what one message at a time in memory gives, what SQL over the payments gives, and what a rebuild gives', async () => {
    await fc.assert(
      fc.asyncProperty(paymentStreams, async (stream) => {
        runs += 1
        const run = `run ${runs}`
        const requests = requestsOf(stream, run)
        const expected = acceptOneAtATime(
          requests.map(({ request }) => request),
          EVERY_FACT,
        )

        const captured = capturedOf(await acceptInBatches(acceptanceOfAllFacts(), requests))

        expect(captured).toEqual(
          new Map(expected.map(({ payment, facts }) => [`${payment.tenantId}/${payment.messageId}`, facts])),
        )
        for (const judged of expected) {
          const { tenantId, messageId } = judged.payment
          expect(captured.get(`${tenantId}/${messageId}`)).toMatchObject(await factsInSql(store.pool, judged))
        }
        const accounts = accountsOf(run)
        const verified = await verifyAccountStates(store.pool, accounts)
        expect(verified.map(({ verdict }) => verdict)).toEqual(accounts.map(() => 'equal'))
      }),
      { numRuns: 20, endOnFailure: true },
    )
  })

  test('survives two processes that get all of it at the same time, each message once', async () => {
    await fc.assert(
      fc.asyncProperty(paymentStreams, async (stream) => {
        runs += 1
        const run = `run ${runs}`
        const requests = requestsOf(stream, run)

        const outcomes = await Promise.all(
          [requests, requests.toReversed()].map((each) => acceptInBatches(acceptanceOfAllFacts(), each)),
        )

        const messages = new Set(
          requests.map(({ request: { tenantId, parsed } }) => `${tenantId}/${parsed.messageId}`),
        )
        const kinds = outcomes.flat().map(({ kind }) => kind)
        expect(kinds.filter((kind) => kind === 'accepted')).toHaveLength(messages.size)
        expect(new Set(kinds)).toEqual(new Set(['accepted', 'duplicate']))
        const accounts = accountsOf(run)
        const verified = await verifyAccountStates(store.pool, accounts)
        expect(verified.map(({ verdict }) => verdict)).toEqual(accounts.map(() => 'equal'))
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })

  test('is not changed by what comes later, and its state not by repetition or by how batches are cut', async () => {
    await fc.assert(
      fc.asyncProperty(paymentStreams, fc.integer({ min: 1, max: 30 }), async (stream, cut) => {
        runs += 1
        const whole = `whole ${runs}`
        const part = `part ${runs}`
        const requests = requestsOf(stream, whole)
        const beginning = requestsOf(stream, part).slice(0, cut)

        const first = capturedOf(await acceptInBatches(acceptanceOfAllFacts(), beginning))
        const all = capturedOf(await acceptInBatches(acceptanceOfAllFacts(), requests))
        const states = await statesOf(whole)
        const again = capturedOf(await acceptInBatches(acceptanceOfAllFacts(), requests))

        for (const [message, facts] of first) {
          expect(all.get(message.replace(part, whole))).toEqual(facts)
        }
        expect(again.size).toBe(0)
        expect(await statesOf(whole)).toEqual(states)
        const rest = requestsOf(stream, part).map(({ request }) => ({ request, ends: false }))
        await acceptInBatches(acceptanceOfAllFacts(), rest)
        expect(await statesOf(part)).toEqual(states)
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })
})
