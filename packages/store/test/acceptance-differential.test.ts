import * as fc from 'fast-check'
import { createAcceptance } from '@pantau/store'
import type { AcceptanceOutcome, AcceptRequest } from '@pantau/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import {
  activeConfiguration,
  attemptCounts,
  statusRequest,
  transferRequest,
  WINDOW_MS,
} from './payment-requests.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 12)
const CONFIGURATION = activeConfiguration()

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())

interface Step {
  readonly kind: 'transfer' | 'status'
  readonly payment: number
  /** Tells several messages of one kind about one payment apart. */
  readonly version: number
  readonly atMs: number
  /** Whether the batch ends after this message. */
  readonly ends: boolean
}

interface Stream {
  /** Tenant and the two accounts of each payment. */
  readonly payments: readonly {
    readonly tenant: number
    readonly debtor: number
    readonly creditor: number
  }[]
  readonly steps: readonly Step[]
}

const PAYMENTS = 10

/** Few accounts, few different times, a window that some of them fall out of: collisions of every kind are likely. */
const streams: fc.Arbitrary<Stream> = fc.record({
  payments: fc.array(
    fc.record({
      tenant: fc.integer({ min: 0, max: 1 }),
      debtor: fc.integer({ min: 0, max: 2 }),
      creditor: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: PAYMENTS, maxLength: PAYMENTS },
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('transfer', 'status'),
      payment: fc.integer({ min: 0, max: PAYMENTS - 1 }),
      version: fc.constantFrom(0, 0, 0, 1),
      atMs: fc.oneof(
        fc.constantFrom(0, 1, WINDOW_MS, WINDOW_MS + 1).map((offset) => NOW_MS - offset),
        fc.integer({ min: NOW_MS - 2 * WINDOW_MS, max: NOW_MS }),
      ),
      ends: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  ),
})

/** The time is part of what was sent the first time: the same message again is the same message. */
function requestsOf(
  stream: Stream,
  run: string,
): readonly { readonly request: AcceptRequest; readonly ends: boolean }[] {
  const firstTimes = new Map<string, number>()
  return stream.steps.map(({ kind, payment, version, atMs, ends }) => {
    const { tenant, debtor, creditor } = stream.payments[payment] ?? { tenant: 0, debtor: 0, creditor: 0 }
    const messageId = `${kind} ${payment} ${version}`
    const firstMs = firstTimes.get(messageId) ?? atMs
    firstTimes.set(messageId, firstMs)
    const details = {
      tenantId: `${run} ${tenant}`,
      endToEndId: `e${payment}`,
      // A second transfer of a payment says something else, which must not count.
      debtor: `A${(debtor + version) % 3}`,
      creditor: `A${creditor}`,
      atMs: firstMs,
      messageId,
    }
    return { request: kind === 'transfer' ? transferRequest(details) : statusRequest(details), ends }
  })
}

type Captured = readonly [tenantId: string, messageId: string, ...counts: unknown[]]

/** One message at a time over plain lists: no batches, no locks, no database. */
function oracle(requests: readonly { readonly request: AcceptRequest }[]): readonly Captured[] {
  const seen = new Set<string>()
  const transfers = new Map<string, AcceptRequest>()
  const waiting: AcceptRequest[] = []
  const attempts: { tenantId: string; endToEndId: string; debtor: string; creditor: string; atMs: number }[] =
    []
  const captured: Captured[] = []

  function settle(status: AcceptRequest, transfer: AcceptRequest): void {
    const { tenantId, parsed } = status
    const { endToEndId, createdAtMs: atMs } = parsed
    const debtor = transfer.parsed.instruction?.debtor.accountId ?? ''
    const creditor = transfer.parsed.instruction?.creditor.accountId ?? ''
    const earlier = attempts.filter(
      (attempt) =>
        attempt.tenantId === tenantId &&
        attempt.endToEndId !== endToEndId &&
        attempt.atMs >= atMs - WINDOW_MS &&
        attempt.atMs <= atMs,
    )
    captured.push([
      tenantId,
      parsed.messageId,
      earlier.filter((attempt) => attempt.debtor === debtor).length + 1,
      earlier.filter((attempt) => attempt.creditor === creditor).length + 1,
    ])
    if (!attempts.some((attempt) => attempt.tenantId === tenantId && attempt.endToEndId === endToEndId)) {
      attempts.push({ tenantId, endToEndId, debtor, creditor, atMs })
    }
  }

  for (const { request } of requests) {
    const { tenantId, parsed } = request
    const key = `${tenantId}/${parsed.messageId}`
    if (seen.has(key)) {
      continue
    }
    seen.add(key)
    const payment = `${tenantId}/${parsed.endToEndId}`
    const isOfPayment = (status: AcceptRequest): boolean =>
      status.tenantId === tenantId && status.parsed.endToEndId === parsed.endToEndId
    if (parsed.instruction !== undefined && !transfers.has(payment)) {
      transfers.set(payment, request)
      for (const status of waiting.filter(isOfPayment)) {
        settle(status, request)
      }
    } else if (parsed.instruction === undefined) {
      const transfer = transfers.get(payment)
      if (transfer === undefined) {
        waiting.push(request)
      } else {
        settle(request, transfer)
      }
    }
  }
  return captured
}

let runs = 0

async function acceptInBatches(
  requests: readonly { readonly request: AcceptRequest; readonly ends: boolean }[],
): Promise<readonly AcceptanceOutcome[]> {
  const acceptance = createAcceptance({
    pool: store.pool,
    configurations: { active: () => CONFIGURATION },
    nowNs: () => process.hrtime.bigint(),
    batchMax: 1_000,
    queueMax: 1_000,
    concurrency: 1,
  })
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

describe('acceptance, whatever the stream and however it is cut into batches', () => {
  test('captures what one message at a time over plain lists would', async () => {
    await fc.assert(
      fc.asyncProperty(streams, async (stream) => {
        runs += 1
        const requests = requestsOf(stream, `run ${runs}`)

        const outcomes = await acceptInBatches(requests)

        const captured = outcomes
          .flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
          .map((event) => event.value())
          .map(({ header, facts }): Captured => [header.tenantId, header.messageId, ...attemptCounts(facts)])
        // Within a batch, what a later transfer releases is reported with that transfer: only the order of reporting differs.
        expect(sorted(captured)).toEqual(sorted(oracle(requests)))
        expect(outcomes.map(({ kind }) => kind)).not.toContain('conflict')
      }),
      { numRuns: 60 },
    )
  })
})

function sorted(captured: readonly Captured[]): readonly Captured[] {
  return [...captured].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))
}
