import { ATTEMPTS_MAX } from '@pantau/rule-kit'
import type { AttemptCountFact, FactValues } from '@pantau/rule-kit'
import { ATTEMPTS_KEPT_MAX } from '../state/bounds.ts'
import type { Subject } from './subject.ts'

/** Attempts in the window with this one: exact up to `ATTEMPTS_MAX`. */
export function countAttempts(fact: AttemptCountFact, subject: Subject): FactValues['attempt-count'] {
  const { attempts } = subject.account(fact.party).state[fact.direction].recent.read()
  const fromMs = subject.atMs - fact.windowMs
  const inWindow = attempts.filter((atMs) => fromMs <= atMs && atMs <= subject.atMs).length
  const earlier = inWindow - (isOwnInWindow(fact, subject, fromMs) ? 1 : 0)
  const oldestMs = attempts.at(-1)
  const isCut = attempts.length === ATTEMPTS_KEPT_MAX && oldestMs !== undefined && oldestMs >= fromMs
  return { count: Math.min(earlier, ATTEMPTS_MAX - 1) + 1, saturated: isCut || earlier >= ATTEMPTS_MAX }
}

/** An earlier status report of the same payment is no other attempt. */
function isOwnInWindow({ party, direction }: AttemptCountFact, subject: Subject, fromMs: number): boolean {
  const { attemptAtMs } = subject.own
  const { debtor, creditor } = subject.payment.instruction
  const ownAccountId = direction === 'sent' ? debtor.accountId : creditor.accountId
  return (
    attemptAtMs !== undefined &&
    subject.payment.instruction[party].accountId === ownAccountId &&
    fromMs <= attemptAtMs &&
    attemptAtMs <= subject.atMs
  )
}
