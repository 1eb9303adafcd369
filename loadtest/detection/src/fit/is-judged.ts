import type { Verdicts } from '../replay/verdicts.ts'
import { REJECTED } from '../traffic/payment-columns.ts'
import type { Traffic } from '../traffic/traffic.ts'

/** Whether a payment counts for a fit: it was evaluated, and it settled. */
export function isJudged(
  { traffic, verdicts }: { readonly traffic: Traffic; readonly verdicts: Verdicts },
  payment: number,
): boolean {
  return verdicts.evaluated[payment] === 1 && traffic.payments.status[payment] !== REJECTED
}
