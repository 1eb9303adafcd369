import { confusionOf, ratesOf } from './confusion.ts'
import type { Confusion, DetectionRates } from './confusion.ts'
import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

/** The account and day that an analyst opens as one case. A payment belongs to two of them: payer's and payee's. */
export interface AccountDayResult extends Confusion, DetectionRates {
  readonly casesPerThousandPayments: Ratio
}

const DAYS_MAX = 4096

/** An account's day is flagged by any alert on its payments, and illicit by any illicit payment among them. */
export function scoreAccountDays(scored: ScoredPayments): AccountDayResult {
  const days = new Map<number, number>()
  const mark = (account: number, day: number, bits: number): void => {
    const key = account * DAYS_MAX + day
    days.set(key, (days.get(key) ?? 0) | bits)
  }
  for (let index = 0; index < scored.count; index += 1) {
    const bits = scored.alerted[index]! | (scored.illicit[index]! << 1)
    mark(scored.debtor[index]!, scored.day[index]!, bits)
    mark(scored.creditor[index]!, scored.day[index]!, bits)
  }
  const marks = Uint8Array.from(days.values())
  const counts = confusionOf(
    marks.map((bits) => bits & 1),
    marks.map((bits) => bits >> 1),
  )
  return {
    ...counts,
    ...ratesOf(counts),
    casesPerThousandPayments: ratio(1000 * (counts.truePositives + counts.falsePositives), scored.count),
  }
}
