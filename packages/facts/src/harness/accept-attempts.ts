import { createExamplePayment } from '@pantau/rule-kit'
import type { Direction, Payment } from '@pantau/rule-kit'
import type { MemoryBook } from '../book/create-memory-book.ts'

/** One earlier payment attempt of an account. */
export interface EarlierAttempt {
  readonly accountId: string
  readonly direction: Direction
  /** Event time, milliseconds since the epoch (UTC). */
  readonly atMs: number
}

const STRANGER = { accountId: 'ACCT-STRANGER', entityId: 'ENTITY-STRANGER' }

/** For tests of rules: rejected payments of these accounts to or from an account that nothing else is known of, in the tenant of `subject`. */
export function acceptAttempts(
  book: MemoryBook,
  subject: Payment,
  attempts: readonly EarlierAttempt[],
): void {
  for (const [index, { accountId, direction, atMs }] of attempts.entries()) {
    const party = { accountId, entityId: `ENTITY-OF-${accountId}` }
    const [debtor, creditor] = direction === 'sent' ? [party, STRANGER] : [STRANGER, party]
    book.accept(
      createExamplePayment({
        tenantId: subject.tenantId,
        endToEndId: `EARLIER-${index}`,
        messageId: `EARLIER-${index}`,
        occurredAtMs: atMs,
        status: 'RJCT',
        instruction: { ...subject.instruction, debtor, creditor },
      }),
    )
  }
}
