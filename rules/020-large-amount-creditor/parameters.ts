import { amountDeviationParameters } from '../amount-deviation.ts'

export const parameters = amountDeviationParameters
