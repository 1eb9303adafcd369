import type { MemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { Payment } from '@pantau/rule-kit'

/** A payment in few words: amounts in whole units. */
export interface Draft {
  readonly from: string
  readonly to: string
  readonly at: string
  readonly amount?: number
  readonly currency?: string
  readonly status?: string
  readonly text?: string
  readonly place?: readonly [number, number]
  readonly tenantId?: string
  readonly id?: string
}

/** The status report of a payment between two accounts, each held by a person of the same name. */
export function report(draft: Draft): Payment {
  const { instruction } = createExamplePayment()
  const { from, to, at, amount = 100, currency = 'EUR', text, place } = draft
  const endToEndId = draft.id ?? `${from}-${to}-${at}-${amount}-${currency}`
  return createExamplePayment({
    tenantId: draft.tenantId ?? 'DEFAULT',
    endToEndId,
    messageId: `${endToEndId}-${draft.status ?? 'ACCC'}`,
    occurredAtMs: Date.parse(at),
    status: draft.status ?? 'ACCC',
    instruction: {
      ...instruction,
      endToEndId,
      debtor: { accountId: from, entityId: from },
      creditor: { accountId: to, entityId: to },
      instructed: { amountMinor: BigInt(Math.round(amount * 100)), currency },
      ...(text === undefined ? {} : { remittanceText: text }),
      ...(place === undefined ? {} : { location: { latitudeDegrees: place[0], longitudeDegrees: place[1] } }),
    },
  })
}

export function acceptAll(book: MemoryBook, drafts: readonly Draft[]): void {
  for (const draft of drafts) {
    book.accept(report(draft))
  }
}
