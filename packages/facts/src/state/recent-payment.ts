import type { HistoricPayment } from '../historic-payment.ts'
import { TEXT_CODE_POINTS_MAX } from './bounds.ts'
import type { RecentPayment } from './side-state.ts'

/** A payment as one of its accounts keeps it; `counterparty` is the tag of the account on the other side. */
export function recentPayment(payment: HistoricPayment, counterparty: number): RecentPayment {
  const { atMs, amountMinor, currency } = payment
  const text = cutText(payment.text ?? '')
  return { atMs, counterparty, currency, amountMinor, ...(text === '' ? {} : { text }) }
}

function cutText(text: string): string {
  return text.length <= TEXT_CODE_POINTS_MAX ? text : Array.from(text).slice(0, TEXT_CODE_POINTS_MAX).join('')
}
