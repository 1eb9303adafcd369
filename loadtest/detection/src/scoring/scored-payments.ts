import { DAY_MS } from '../calendar/durations.ts'
import { ILLICIT } from '../labels/labels.ts'
import type { Labels } from '../labels/labels.ts'
import type { Verdicts } from '../replay/verdicts.ts'
import { REJECTED } from '../traffic/payment-columns.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** The payments that count, with truth and verdict side by side; index i of every array is one of them. */
export interface ScoredPayments {
  readonly count: number
  /** The payment's index in traffic, labels and verdicts. */
  readonly payment: Uint32Array
  readonly illicit: Uint8Array
  readonly alerted: Uint8Array
  readonly interdicted: Uint8Array
  readonly score: Float32Array
  readonly valueCents: Float64Array
  /** Scheme instance of an illicit payment; -1 of any other. */
  readonly instance: Int32Array
  readonly debtor: Int32Array
  readonly creditor: Int32Array
  readonly atMs: Float64Array
  /** Days since the scored time began. */
  readonly day: Int32Array
  /** Illicit payments that were rejected: they count neither way, and are told apart. */
  readonly rejectedIllicit: { readonly count: number; readonly alerted: number }
  readonly notEvaluated: number
}

/** Joins verdicts and labels by payment. */
export function joinScoredPayments(traffic: Traffic, labels: Labels, verdicts: Verdicts): ScoredPayments {
  const { payments, scoredFromMs } = traffic
  const rows: number[] = []
  const rejectedIllicit = { count: 0, alerted: 0 }
  let notEvaluated = 0
  for (let payment = 0; payment < payments.count; payment += 1) {
    if (payments.createdAtMs[payment]! < scoredFromMs) {
      continue
    }
    if (verdicts.evaluated[payment] !== 1) {
      notEvaluated += 1
    } else if (labels.kind[payment] === ILLICIT && payments.status[payment] === REJECTED) {
      rejectedIllicit.count += 1
      rejectedIllicit.alerted += verdicts.alerted[payment]!
    } else {
      rows.push(payment)
    }
  }
  const payment = Uint32Array.from(rows)
  const illicit = Uint8Array.from(payment, (row) => (labels.kind[row] === ILLICIT ? 1 : 0))
  return {
    count: payment.length,
    payment,
    illicit,
    alerted: Uint8Array.from(payment, (row) => verdicts.alerted[row]!),
    interdicted: Uint8Array.from(payment, (row) => verdicts.interdicted[row]!),
    score: Float32Array.from(payment, (row) => verdicts.score[row]!),
    valueCents: Float64Array.from(payment, (row) => labels.valueCents[row]!),
    instance: Int32Array.from(payment, (row, index) => (illicit[index] === 1 ? labels.instance[row]! : -1)),
    debtor: Int32Array.from(payment, (row) => payments.debtor[row]!),
    creditor: Int32Array.from(payment, (row) => payments.creditor[row]!),
    atMs: Float64Array.from(payment, (row) => payments.createdAtMs[row]!),
    day: Int32Array.from(payment, (row) => Math.floor((payments.createdAtMs[row]! - scoredFromMs) / DAY_MS)),
    rejectedIllicit,
    notEvaluated,
  }
}
