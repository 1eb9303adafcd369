import * as fc from 'fast-check'
import type { AcceptRequest } from '@pantau/store'
import { DAY_MS } from './every-fact.ts'
import { statusRequest, transferRequest } from './payment-requests.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 12)

interface StreamedPayment {
  readonly tenant: number
  readonly debtor: number
  readonly creditor: number
  readonly amountMinor: bigint
  readonly currency: string
  readonly text: string | undefined
  readonly place: number | undefined
}

interface Step {
  readonly kind: 'transfer' | 'status'
  readonly payment: number
  /** Tells several messages of one kind about one payment apart. */
  readonly version: number
  readonly status: string
  readonly atMs: number
  /** Whether the batch ends after this message. */
  readonly ends: boolean
}

export interface PaymentStream {
  readonly payments: readonly StreamedPayment[]
  readonly steps: readonly Step[]
}

const PAYMENTS = 12
const ACCOUNTS = 3

/**
 * Messages in any order: late, future-dated, repeated, of the same millisecond; status reports before their transfers; payments that are
 * rejected, pending, settled after all; to oneself; in two currencies, of two tenants. Few of everything, so that all of it meets.
 */
export const paymentStreams: fc.Arbitrary<PaymentStream> = fc.record({
  payments: fc.array(
    fc.record({
      tenant: fc.constantFrom(0, 0, 0, 1),
      debtor: fc.integer({ min: 0, max: ACCOUNTS - 1 }),
      creditor: fc.integer({ min: 0, max: ACCOUNTS - 1 }),
      amountMinor: fc.constantFrom(1n, 8_000n, 9_500n, 10_000n, 10_000n, 12_000n),
      currency: fc.constantFrom('EUR', 'EUR', 'USD'),
      text: fc.constantFrom(undefined, '', 'rent'),
      place: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    }),
    { minLength: PAYMENTS, maxLength: PAYMENTS },
  ),
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('transfer', 'status', 'status'),
      payment: fc.integer({ min: 0, max: PAYMENTS - 1 }),
      version: fc.constantFrom(0, 0, 1),
      status: fc.constantFrom('ACCC', 'ACCC', 'ACCC', 'PDNG', 'RJCT', 'ACSC'),
      atMs: fc.oneof(
        fc.constantFrom(0, 0, 1, 60_000, DAY_MS, DAY_MS + 1, -3_600_000).map((offset) => NOW_MS - offset),
        fc.integer({ min: NOW_MS - 3 * DAY_MS, max: NOW_MS }),
      ),
      ends: fc.constantFrom(false, false, false, false, true),
    }),
    { minLength: 30, maxLength: 80 },
  ),
})

export interface StreamedRequest {
  readonly request: AcceptRequest
  readonly ends: boolean
}

/** The same message again is the same message: what was sent first counts. A second transfer of a payment names another debtor. */
export function requestsOf(stream: PaymentStream, run: string): readonly StreamedRequest[] {
  const first = new Map<string, AcceptRequest>()
  return stream.steps.map(({ kind, payment, version, status, atMs, ends }) => {
    const details = stream.payments[payment]
    if (details === undefined) {
      throw new TypeError(`There is no payment ${payment}`)
    }
    const { tenant, debtor, creditor, amountMinor, currency, text, place } = details
    const messageId = `${kind} ${payment} ${version}`
    const message = {
      tenantId: `${run} ${tenant}`,
      endToEndId: `e${payment}`,
      debtor: `A${(debtor + (kind === 'transfer' ? version : 0)) % ACCOUNTS}`,
      creditor: `A${creditor}`,
      atMs,
      messageId,
      amountMinor,
      currency,
      ...(text === undefined ? {} : { text }),
      ...(place === undefined
        ? {}
        : { location: { latitudeDegrees: 52 + place / 50, longitudeDegrees: 13 } }),
      ...(payment % 5 === 0 ? { holder: 'one person' } : {}),
    }
    const known = first.get(messageId)
    const request =
      known ?? (kind === 'transfer' ? transferRequest(message) : statusRequest({ ...message, status }))
    first.set(messageId, request)
    return { request, ends }
  })
}
