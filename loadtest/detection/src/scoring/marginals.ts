import { DAY_MS } from '../calendar/durations.ts'
import { ILLICIT, LOOK_ALIKE } from '../labels/labels.ts'
import type { Labels } from '../labels/labels.ts'
import { NO_BIRTH_DATE } from '../traffic/account-directory.ts'
import { REJECTED } from '../traffic/payment-columns.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { quantile, ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'

/** What the generated world looks like, so that readers can judge how real it is. Of the whole horizon, warm-up included. */
export interface Marginals {
  readonly payments: number
  readonly illicitShare: Ratio
  readonly paymentsPerPersonalAccountAndDay: Ratio
  readonly amountEurosP10P50P90P99: readonly Ratio[]
  readonly illicitAmountEurosP10P50P90P99: readonly Ratio[]
  readonly newPayeeShare: Ratio
  /** Different payers of an account that was paid at all. */
  readonly payersP50P90P99: readonly Ratio[]
  readonly rejectedShare: Ratio
  readonly foreignCurrencyShare: Ratio
  readonly nightShare: Ratio
  readonly schemes: number
  readonly lookAlikes: number
  readonly lookAlikesPerScheme: Ratio
  readonly lookAlikePayments: number
}

const NIGHT_ENDS_HOUR = 5

export function describeTraffic(traffic: Traffic, labels: Labels, startMs: number): Marginals {
  const { payments, accounts } = traffic
  const lawfulEuros: number[] = []
  const illicitEuros: number[] = []
  const pairs = new Set<number>()
  const payers = new Map<number, number>()
  const counts = { all: 0, personal: 0, fresh: 0, rejected: 0, foreign: 0, night: 0, lookAlike: 0 }
  for (let payment = 0; payment < payments.count; payment += 1) {
    const debtor = payments.debtor[payment]!
    const creditor = payments.creditor[payment]!
    const pair = debtor * accounts.count + creditor
    const isNew = !pairs.has(pair)
    pairs.add(pair)
    if (payments.createdAtMs[payment]! < startMs) {
      continue
    }
    payers.set(creditor, (payers.get(creditor) ?? 0) + (isNew ? 1 : 0))
    const isIllicit = labels.kind[payment] === ILLICIT
    const euros = isIllicit ? illicitEuros : lawfulEuros
    euros.push(labels.valueCents[payment]! / 100)
    counts.all += 1
    counts.personal += accounts.birthDay[debtor] === NO_BIRTH_DATE ? 0 : 1
    counts.fresh += isNew ? 1 : 0
    counts.rejected += payments.status[payment] === REJECTED ? 1 : 0
    counts.foreign += payments.currency[payment] === 0 ? 0 : 1
    counts.night += (payments.createdAtMs[payment]! % DAY_MS) / 3_600_000 < NIGHT_ENDS_HOUR ? 1 : 0
    counts.lookAlike += labels.kind[payment] === LOOK_ALIKE ? 1 : 0
  }
  const days = (traffic.endMs - startMs) / DAY_MS
  const persons = accounts.birthDay.reduce((sum, day) => sum + (day === NO_BIRTH_DATE ? 0 : 1), 0)
  const spread = Float64Array.from(payers.values()).sort()
  return {
    payments: counts.all,
    illicitShare: ratio(illicitEuros.length, counts.all),
    paymentsPerPersonalAccountAndDay: ratio(counts.personal, persons * days),
    amountEurosP10P50P90P99: quantiles(lawfulEuros),
    illicitAmountEurosP10P50P90P99: quantiles(illicitEuros),
    newPayeeShare: ratio(counts.fresh, counts.all),
    payersP50P90P99: [0.5, 0.9, 0.99].map((share) => quantile(spread, share)),
    rejectedShare: ratio(counts.rejected, counts.all),
    foreignCurrencyShare: ratio(counts.foreign, counts.all),
    nightShare: ratio(counts.night, counts.all),
    schemes: labels.instances.length,
    lookAlikes: labels.lookAlikeInstances,
    lookAlikesPerScheme: ratio(labels.lookAlikeInstances, labels.instances.length),
    lookAlikePayments: counts.lookAlike,
  }
}

function quantiles(values: readonly number[]): readonly Ratio[] {
  const sorted = Float64Array.from(values).sort()
  return [0.1, 0.5, 0.9, 0.99].map((share) => quantile(sorted, share))
}
