import { firstDigitParameters } from '../first-digit-deviation.ts'

/** From how many payments on, and with which measure. */
export const parameters = firstDigitParameters
