import { createExamplePayment } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'
import * as fc from 'fast-check'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
export const START_MS = Date.UTC(2026, 1, 27, 22, 30)
/** Places in one town and one elsewhere; written in millionths of degrees without loss. */
const PLACES = [
  [52.52, 13.405],
  [52.531, 13.39],
  [52.45, 13.52],
  [48.137, 11.575],
] as const

export interface StreamOptions {
  /** Numbers of accounts; two each belong to one person. */
  readonly debtor: fc.Arbitrary<number>
  readonly creditor: fc.Arbitrary<number>
  readonly minLength?: number
  readonly maxLength: number
  /** How much later than the one before a message is dated; negative for late ones. */
  readonly stepMs: fc.Arbitrary<number>
  readonly amountMinor?: fc.Arbitrary<bigint>
  readonly currencies?: readonly string[]
  readonly tenants?: readonly string[]
}

/** Steps in time: bursts within a millisecond, hours, days, and now and then weeks. */
export const FORWARD_STEP_MS = fc.oneof(
  { arbitrary: fc.constantFrom(0, 0, 1, HOUR_MS, DAY_MS), weight: 3 },
  { arbitrary: fc.integer({ min: 0, max: 5 * HOUR_MS }), weight: 8 },
  { arbitrary: fc.integer({ min: 0, max: 3 * DAY_MS }), weight: 2 },
  { arbitrary: fc.constantFrom(7 * DAY_MS, 30 * DAY_MS, 60 * DAY_MS), weight: 1 },
)
/** The same, with late messages, so that what came before them is dated ahead. */
export const ANY_STEP_MS = fc.oneof(
  { arbitrary: FORWARD_STEP_MS, weight: 8 },
  { arbitrary: fc.integer({ min: -10 * HOUR_MS, max: 0 }), weight: 2 },
  { arbitrary: fc.integer({ min: -20 * DAY_MS, max: 0 }), weight: 1 },
)
/** Steps so short that hundreds of messages lie in one day, or in few. */
export const SHORT_STEP_MS = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR_MS / 4 }))

/** Few messages name a party otherwise than the others do; in long streams an account has more names than are kept. */
const NAME = fc.oneof(
  { arbitrary: fc.constantFrom(undefined, 1, 1, 1), weight: 3 },
  { arbitrary: fc.integer({ min: 2, max: 14 }), weight: 1 },
)

/** One of few accounts, this one most of the time. */
export function mostly(account: number): fc.Arbitrary<number> {
  return fc.oneof(
    { arbitrary: fc.constant(account), weight: 6 },
    { arbitrary: fc.nat({ max: 3 }), weight: 1 },
  )
}

/**
 * Messages in the order in which they are accepted, the last one being the payment to judge: status reports of new payments and of earlier
 * ones, instructions, self transfers; several tenants and currencies.
 */
export function messageStreams(options: StreamOptions): fc.Arbitrary<readonly Payment[]> {
  const message = fc.record({
    stepMs: options.stepMs,
    debtor: options.debtor,
    creditor: options.creditor,
    amountMinor:
      options.amountMinor ?? fc.oneof(fc.bigInt(0n, 2_000_000n), fc.constantFrom(90_000n, 99_999n, 100_000n)),
    currency: fc.constantFrom(...(options.currencies ?? ['EUR', 'EUR', 'JPY'])),
    tenantId: fc.constantFrom(...(options.tenants ?? ['A', 'A', 'A', 'B'])),
    status: fc.constantFrom('ACCC', 'ACCC', 'ACCC', 'ACCC', 'RJCT', 'PDNG', 'ACSC', undefined),
    /** A report of the payment so many messages ago, rather than of a new one. */
    again: fc.oneof(
      { arbitrary: fc.constant(0), weight: 4 },
      { arbitrary: fc.integer({ min: 1, max: 5 }), weight: 1 },
    ),
    text: fc.constantFrom(undefined, 'rent', 'Invoice 1042', 'Invoice 1043'),
    place: fc.constantFrom(undefined, undefined, ...PLACES),
    debtorName: NAME,
    creditorName: NAME,
  })
  return fc
    .array(message, { minLength: options.minLength ?? 1, maxLength: options.maxLength })
    .map((drafts) => {
      const messages: Payment[] = []
      let atMs = START_MS
      for (const [index, draft] of drafts.entries()) {
        atMs += draft.stepMs
        const earlier = draft.again === 0 ? undefined : messages[index - draft.again]
        const identity = {
          messageId: `M-${index}`,
          occurredAtMs: atMs,
          transactionType:
            draft.status === undefined ? ('pacs.008.001.10' as const) : ('pacs.002.001.12' as const),
          ...(draft.status === undefined ? {} : { status: draft.status }),
        }
        const { status: _status, ...example } = createExamplePayment()
        messages.push(
          earlier === undefined
            ? {
                ...example,
                ...identity,
                tenantId: draft.tenantId,
                // The same in both tenants: they must not know each other's.
                endToEndId: `E2E-${index}`,
                instruction: {
                  ...example.instruction,
                  endToEndId: `E2E-${index}`,
                  debtor: party(draft.debtor),
                  creditor: party(draft.creditor),
                  instructed: { amountMinor: draft.amountMinor, currency: draft.currency },
                  ...(draft.text === undefined ? {} : { remittanceText: draft.text }),
                  ...(draft.place === undefined
                    ? {}
                    : { location: { latitudeDegrees: draft.place[0], longitudeDegrees: draft.place[1] } }),
                  ...(draft.debtorName === undefined ? {} : { debtorNameTag: draft.debtorName }),
                  ...(draft.creditorName === undefined ? {} : { creditorNameTag: draft.creditorName }),
                },
              }
            : {
                ...example,
                ...identity,
                tenantId: earlier.tenantId,
                endToEndId: earlier.endToEndId,
                instruction: earlier.instruction,
              },
        )
      }
      return messages
    })
}

/** Two accounts each belong to one person. */
function party(index: number) {
  return { accountId: `ACCOUNT-${index}`, entityId: `PERSON-${Math.floor(index / 2)}` }
}
