import type { PaymentDetails, PaymentMessages } from './payment-messages.ts'
import { paymentMessages } from './payment-messages.ts'
import { RandomSource } from './random-source.ts'

/** The holder of the hot account: a merchant. */
export const HOT_NUMBER = 0
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
  /** Of all payments, those that go to account 0 instead, which is a merchant. 0 when absent. */
  readonly hotShare?: number
  /** What each credit transfer is longer by than it need be. 0 when absent. */
  readonly paddingBytes?: number
}

/** Payment `index` of a run, created at the given time. The same options and index give the same parties and amount. */
export function createPaymentSource(
  options: PaymentSourceOptions,
): (index: number, createdAtEpochMs: number) => PaymentMessages {
  const detailsOf = createPaymentDetails(options)
  return (index, createdAtEpochMs) => paymentMessages(detailsOf(index, createdAtEpochMs))
}

/** As `createPaymentSource`, what the messages say without the messages. */
export function createPaymentDetails(
  options: PaymentSourceOptions,
): (index: number, createdAtEpochMs: number) => PaymentDetails {
  const { runId, seed, accountCount, hotShare = 0, paddingBytes = 0 } = options
  if (!Number.isInteger(accountCount) || accountCount < 2) {
    throw new RangeError(`Payments need at least two accounts, not ${accountCount}`)
  }
  const merchantCount = Math.max(1, Math.floor(accountCount * MERCHANT_SHARE))
  return (index, createdAtEpochMs) => {
    const random = new RandomSource(Math.imul(index + 1, 0x9e3779b1) ^ seed)
    const toMerchant = random.next() < PAYMENTS_TO_MERCHANTS_SHARE
    const drawnNumber = random.below(toMerchant ? merchantCount : accountCount)
    const creditorNumber = isHot(index, hotShare) ? HOT_NUMBER : drawnNumber
    const debtorNumber = (creditorNumber + 1 + random.below(accountCount - 1)) % accountCount
    return {
      id: `${runId}-${index}`,
      debtorNumber,
      creditorNumber,
      amountMinor: amountMinor(random),
      currency: 'IDR',
      purposeCode: toMerchant ? 'MP2B' : 'MP2P',
      createdAtEpochMs: Math.floor(createdAtEpochMs),
      status: random.next() < REJECTED_SHARE ? 'RJCT' : 'ACCC',
      ...(paddingBytes === 0 ? {} : { paddingBytes }),
    }
  }
}

/** Evenly among the others, and without a random number, so that all else is as without a hot account. */
function isHot(index: number, hotShare: number): boolean {
  return Math.floor((index + 1) * hotShare) > Math.floor(index * hotShare)
}

/** Log-normal by the Box-Muller transform, rounded to whole minor units. */
function amountMinor(random: RandomSource): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const amount = Math.round(Math.exp(AMOUNT_LOG_MEDIAN + AMOUNT_LOG_SIGMA * normal))
  return Math.min(AMOUNT_MAX_MINOR, Math.max(1, amount))
}
