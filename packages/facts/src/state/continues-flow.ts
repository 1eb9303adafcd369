import { FLOW_AGE_MAX_MS, FLOW_RATIO_MAX_HUNDREDTHS, FLOW_RATIO_MIN_HUNDREDTHS } from './bounds.ts'
import type { FlowTag } from './flow-state.ts'

/** Whether a payment goes on with the chain that leads to its debtor account: later, soon enough, in the same currency, of similar amount. */
export function continuesFlow(
  tag: FlowTag,
  payment: { readonly atMs: number; readonly amountMinor: bigint; readonly currency: string },
): boolean {
  const hundredfold = tag.amountMinor * 100n
  return (
    tag.lastMs < payment.atMs &&
    tag.firstMs >= payment.atMs - FLOW_AGE_MAX_MS &&
    tag.currency === payment.currency &&
    hundredfold >= payment.amountMinor * FLOW_RATIO_MIN_HUNDREDTHS &&
    hundredfold <= payment.amountMinor * FLOW_RATIO_MAX_HUNDREDTHS
  )
}
