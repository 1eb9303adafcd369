import { amountDeviationParameters } from '../amount-deviation.ts'

/** How amounts are compared, and from how many on. */
export const parameters = amountDeviationParameters
