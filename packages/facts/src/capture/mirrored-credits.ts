import type { FactValues, MirroredCreditsFact } from '@pantau/rule-kit'
import type { RecentPayment } from '../state/side-state.ts'
import { ONE_IN_MILLIONTHS, toMillionths } from './millionths.ts'
import type { Subject } from './subject.ts'
import { paymentsFrom } from './window-facts.ts'

type MirroredCredits = FactValues['mirrored-credits']

/** Of an account with more credits in the window than the newest that are kept, older ones mirror nothing. */
export function createMirroredCredits(fact: MirroredCreditsFact) {
  const ratioMin = toMillionths(fact.ratioMin)
  const ratioMax = toMillionths(fact.ratioMax)
  return (subject: Subject): MirroredCredits => {
    const fromMs = subject.atMs - fact.windowMs
    const debit = debitToMirror(fact, subject, fromMs)
    if (debit === undefined) {
      return { found: 'no-debit', depth: 0 }
    }
    const side = subject.account(fact.party).side('received')
    const credits = paymentsFrom(side, fromMs).filter(
      ({ atMs, currency }) => atMs <= debit.atMs && currency === subject.currency,
    )
    // So many newer credits that older ones are forgotten: that there are none cannot be told.
    if (credits.length === 0 && side.holdsAllFrom(fromMs)) {
      return { found: 'no-credit', depth: 0 }
    }
    return walk(credits.slice(0, fact.depthMax), debit.amountMinor * ONE_IN_MILLIONTHS, ratioMin, ratioMax)
  }
}

/** Credits count that are not later than the debit. */
function debitToMirror(
  fact: MirroredCreditsFact,
  subject: Subject,
  fromMs: number,
): Pick<RecentPayment, 'atMs' | 'amountMinor'> | undefined {
  return fact.party === 'debtor'
    ? subject
    : paymentsFrom(subject.account('creditor').side('sent'), fromMs).find(
        ({ currency }) => currency === subject.currency,
      )
}

function walk(
  credits: readonly RecentPayment[],
  debitInMillionths: bigint,
  ratioMin: bigint,
  ratioMax: bigint,
): MirroredCredits {
  let sumMinor = 0n
  for (const [index, { amountMinor }] of credits.entries()) {
    sumMinor += amountMinor
    if (debitInMillionths < ratioMin * sumMinor) {
      break
    }
    if (debitInMillionths < ratioMax * sumMinor) {
      return { found: 'match', depth: index + 1 }
    }
  }
  return { found: 'none', depth: 0 }
}
