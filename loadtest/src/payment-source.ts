import type { PaymentMessages } from './payment-messages.ts'
import { paymentMessages } from './payment-messages.ts'
import { RandomSource } from './random-source.ts'

const MERCHANT_SHARE = 0.01
const PAYMENTS_TO_MERCHANTS_SHARE = 0.3
const REJECTED_SHARE = 0.02
/** Amounts are log-normal: median 150 000 (minor units), with the long tail that payment amounts have. */
const AMOUNT_LOG_MEDIAN = Math.log(150_000)
const AMOUNT_LOG_SIGMA = 1.3
const AMOUNT_MAX_MINOR = 900_000_000

export interface PaymentSourceOptions {
  /** Makes the identifiers of this run unique in the database. Letters, digits and dashes. */
  readonly runId: string
  readonly seed: number
  /** Accounts that payments are spread over. 1 % of them are merchants and receive 30 % of the payments. */
  readonly accountCount: number
}

/** Payment `index` of a run, created at the given time. The same options and index give the same parties and amount. */
export function createPaymentSource(
  options: PaymentSourceOptions,
): (index: number, createdAtEpochMs: number) => PaymentMessages {
  const { runId, seed, accountCount } = options
  if (!Number.isInteger(accountCount) || accountCount < 2) {
    throw new RangeError(`Payments need at least two accounts, not ${accountCount}`)
  }
  const merchantCount = Math.max(1, Math.floor(accountCount * MERCHANT_SHARE))
  return (index, createdAtEpochMs) => {
    const random = new RandomSource(Math.imul(index + 1, 0x9e3779b1) ^ seed)
    const toMerchant = random.next() < PAYMENTS_TO_MERCHANTS_SHARE
    const creditorNumber = random.below(toMerchant ? merchantCount : accountCount)
    const debtorNumber = (creditorNumber + 1 + random.below(accountCount - 1)) % accountCount
    return paymentMessages({
      id: `${runId}-${index}`,
      debtorNumber,
      creditorNumber,
      amountMinor: amountMinor(random),
      currency: 'IDR',
      purposeCode: toMerchant ? 'MP2B' : 'MP2P',
      createdAtEpochMs: Math.floor(createdAtEpochMs),
      status: random.next() < REJECTED_SHARE ? 'RJCT' : 'ACCC',
    })
  }
}

/** Log-normal by the Box-Muller transform, rounded to whole minor units. */
function amountMinor(random: RandomSource): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const amount = Math.round(Math.exp(AMOUNT_LOG_MEDIAN + AMOUNT_LOG_SIGMA * normal))
  return Math.min(AMOUNT_MAX_MINOR, Math.max(1, amount))
}
