import type { Payment } from '@pantau/rule-kit'

/** Settlement was completed on the creditor's account. Source: ISO 20022 external code set ExternalPaymentTransactionStatus1Code. */
const COMPLETED_STATUS = 'ACCC'

/** A status report that says nothing of the status; whether the payment was completed cannot be told. */
export class MissingStatusError extends Error {
  override readonly name = 'MissingStatusError'

  constructor() {
    super('The message carries no transaction status')
  }
}

/** Whether a status report says that its payment was completed. @throws MissingStatusError when it does not say. */
export function isCompleted(payment: Payment): boolean {
  if (payment.status === undefined) {
    throw new MissingStatusError()
  }
  return payment.status === COMPLETED_STATUS
}
