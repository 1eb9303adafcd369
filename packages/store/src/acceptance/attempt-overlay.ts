import type { Direction, PaymentInstruction } from '@pantau/rule-kit'

/** An attempt that was folded earlier in this batch. */
export interface FoldedAttempt {
  readonly endToEndId: string
  readonly occurredAtMs: number
}

/** The attempts that this batch has added so far, which the database does not show yet. */
export interface AttemptOverlay {
  add(tenantId: string, instruction: PaymentInstruction, occurredAtMs: number): void
  of(tenantId: string, accountId: string, direction: Direction): readonly FoldedAttempt[]
}

export function createAttemptOverlay(): AttemptOverlay {
  const attempts = new Map<string, FoldedAttempt[]>()
  return {
    add(tenantId, { endToEndId, debtor, creditor }, occurredAtMs) {
      const sides = [
        keyOf(tenantId, debtor.accountId, 'sent'),
        keyOf(tenantId, creditor.accountId, 'received'),
      ]
      for (const key of sides) {
        const folded = attempts.get(key) ?? []
        folded.push({ endToEndId, occurredAtMs })
        attempts.set(key, folded)
      }
    },
    of: (tenantId, accountId, direction) => attempts.get(keyOf(tenantId, accountId, direction)) ?? [],
  }
}

function keyOf(tenantId: string, accountId: string, direction: Direction): string {
  return `${tenantId}\u0000${direction}\u0000${accountId}`
}
