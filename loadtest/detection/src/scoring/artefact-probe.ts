import { DAY_MS, HOUR_MS } from '../calendar/durations.ts'
import { NO_BIRTH_DATE } from '../traffic/account-directory.ts'
import { NO_PLACE } from '../traffic/payment-columns.ts'
import { templateOf } from '../traffic/remittance-texts.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { BINS, growTree } from './decision-tree.ts'
import type { TreeExamples } from './decision-tree.ts'
import { ratio } from './ratio.ts'
import type { ScoredPayments } from './scored-payments.ts'

/** Whether single messages give the schemes away, which no history is needed to see: then the generator leaks. */
export interface ProbeResult {
  readonly f1: number
  /** What flagging every payment would reach. */
  readonly baseF1: number
  readonly holds: boolean
}

const DEPTH = 4
/** As much better than chance as single messages may be: five points of F1. */
export const PROBE_MARGIN = 0.05

/**
 * Trains a shallow tree on what one message says by itself (amount, texts, codes, time, identifications, place), on half of the payers, and tries
 * it on the other half; then the other way round.
 */
export function probeArtefacts(scored: ScoredPayments, traffic: Traffic): ProbeResult {
  const examples = examplesOf(scored, traffic)
  const rows = Array.from({ length: scored.count }, (_, row) => row)
  const half = (rest: number): number[] => rows.filter((row) => scored.debtor[row]! % 2 === rest)
  const flagged = new Set([
    ...flagOther(examples, half(0), half(1)),
    ...flagOther(examples, half(1), half(0)),
  ])
  const f1 = f1At(examples, rows, (row) => flagged.has(row))
  const baseF1 = f1At(examples, rows, () => true)
  return { f1, baseF1, holds: f1 <= baseF1 + PROBE_MARGIN }
}

/** What a tree that learned from some rows flags among others. */
function flagOther(
  examples: TreeExamples,
  trainRows: readonly number[],
  testRows: readonly number[],
): readonly number[] {
  const tree = growTree(examples, trainRows, DEPTH)
  const threshold = bestThreshold(examples, trainRows, (row) => tree.predict(row))
  return testRows.filter((row) => tree.predict(row) >= threshold)
}

function bestThreshold(
  examples: TreeExamples,
  rows: readonly number[],
  predict: (row: number) => number,
): number {
  const shares = rows.map(predict)
  let best = { f1: -1, threshold: 0 }
  for (const threshold of new Set(shares)) {
    let found = 0
    let flagged = 0
    let all = 0
    for (const [index, row] of rows.entries()) {
      const isFlagged = shares[index]! >= threshold
      flagged += isFlagged ? 1 : 0
      all += examples.illicit[row]!
      found += isFlagged ? examples.illicit[row]! : 0
    }
    const f1 = ratio(2 * found, flagged + all) ?? 0
    best = f1 > best.f1 ? { f1, threshold } : best
  }
  return best.threshold
}

function f1At(examples: TreeExamples, rows: readonly number[], isFlagged: (row: number) => boolean): number {
  let found = 0
  let flagged = 0
  let all = 0
  for (const row of rows) {
    const flag = isFlagged(row) ? 1 : 0
    flagged += flag
    all += examples.illicit[row]!
    found += flag * examples.illicit[row]!
  }
  return ratio(2 * found, flagged + all) ?? 0
}

function examplesOf(scored: ScoredPayments, { payments, accounts }: Traffic): TreeExamples {
  const bins = (value: (payment: number, row: number) => number): Uint8Array =>
    Uint8Array.from(scored.payment, (payment, row) =>
      Math.max(0, Math.min(BINS - 1, Math.floor(value(payment, row)))),
    )
  const age = (account: number, payment: number): number => {
    const birthDay = accounts.birthDay[account]!
    return birthDay === NO_BIRTH_DATE ? 0 : 1 + (payments.createdAtMs[payment]! / DAY_MS - birthDay) / 730
  }
  return {
    count: scored.count,
    illicit: scored.illicit,
    features: [
      bins((payment) => 3.5 * Math.log(payments.amountMinor[payment]! / 10)),
      bins((payment) => trailingZeros(payments.amountMinor[payment]!)),
      bins((payment) => payments.amountMinor[payment]! % 100),
      bins((payment) => payments.currency[payment]!),
      bins((payment) => payments.purpose[payment]!),
      bins((payment) => templateOf(payments.text[payment]!)),
      bins((payment) => (payments.createdAtMs[payment]! % DAY_MS) / HOUR_MS),
      bins((payment) => (payments.createdAtMs[payment]! / 60_000) % 60),
      bins((payment) => (payments.createdAtMs[payment]! / 1000) % 60),
      bins((payment) => (payments.createdAtMs[payment]! % 1000) / 16),
      bins((payment) => Math.floor(payments.createdAtMs[payment]! / DAY_MS) % 7),
      bins((payment) => (payments.reportedAtMs[payment]! - payments.createdAtMs[payment]!) / 100),
      bins((payment) => payments.missing[payment]!),
      bins((payment) => (payments.latitude[payment] === NO_PLACE ? 0 : 1)),
      bins((payment) => payments.idHigh[payment]! / 2 ** 26),
      bins((payment) => payments.idLow[payment]! % BINS),
      bins((_, row) => accounts.agent[scored.debtor[row]!]!),
      bins((_, row) => accounts.agent[scored.creditor[row]!]!),
      bins(
        (_, row) =>
          (BINS * (accounts.accountNumber[scored.debtor[row]!]! - 1_000_000)) / (97 * accounts.count),
      ),
      bins(
        (_, row) =>
          (BINS * (accounts.accountNumber[scored.creditor[row]!]! - 1_000_000)) / (97 * accounts.count),
      ),
      bins((payment, row) => age(scored.debtor[row]!, payment)),
      bins((payment, row) => age(scored.creditor[row]!, payment)),
    ],
  }
}

function trailingZeros(minor: number): number {
  let zeros = 0
  for (let rest = minor; rest > 0 && rest % 10 === 0; rest /= 10) {
    zeros += 1
  }
  return zeros
}
