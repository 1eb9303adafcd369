import { createExamplePayment } from '@pantau/rule-kit'
import type { Payment, PaymentInstruction } from '@pantau/rule-kit'

/** A settled retail payment of 1250.75 EUR, reported on Monday 4 May 2026 at 09:30:01.750 UTC. */
export const settledPayment = createExamplePayment()
export const rejectedPayment = createExamplePayment({ status: 'RJCT' })

const { status: _absent, ...withoutStatus } = settledPayment
/** A status report that says nothing of the status. */
export const statuslessPayment: Payment = withoutStatus
/** The credit transfer itself, before anything is known of its settlement. */
export const prospectivePayment: Payment = { ...withoutStatus, transactionType: 'pacs.008.001.10' }

/** The settled payment with another instruction. */
export function instructed(changes: Partial<PaymentInstruction>, payment: Payment = settledPayment): Payment {
  return { ...payment, instruction: { ...payment.instruction, ...changes } }
}

/** The settled payment with another amount. */
export function paymentOf(amountMinor: bigint, currency = 'EUR'): Payment {
  const money = { amountMinor, currency }
  return instructed({ instructed: money, settlement: money })
}

/** From an account to itself. */
export const selfTransfer = instructed({ creditor: settledPayment.instruction.debtor })
