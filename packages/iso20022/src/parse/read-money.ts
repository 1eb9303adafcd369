import { minorUnitExponent, toMinorUnits } from '@pantau/rule-kit'
import type { Money } from '@pantau/rule-kit'
import type { MoneyDocument } from '../schema/money.ts'
import type { Problem } from './problem.ts'
import { readIdentifier } from './read-text.ts'

/** Amounts of this many major units and more are refused: they do not fit SQL's `numeric(18,2)`. */
export const AMOUNT_LIMIT_MAJOR = 1e16

/** SQL's `bigint`. */
const AMOUNT_MAX_MINOR = 2n ** 63n - 1n

/** The exact amount at a place of a message: not negative and within the bounds of storage. */
export function readMoney(document: MoneyDocument, path: string, problems: Problem[]): Money | undefined {
  const { Amt: amountMajor, Ccy } = document.Amt
  const amountPath = `${path}/Amt/Amt`
  const currency = readIdentifier(Ccy, `${path}/Amt/Ccy`, problems)
  if (!(amountMajor >= 0 && amountMajor < AMOUNT_LIMIT_MAJOR)) {
    problems.push({ path: amountPath, expected: `must be >= 0 and < ${AMOUNT_LIMIT_MAJOR}` })
    return undefined
  }
  if (currency === undefined) {
    return undefined
  }
  const amountMinor = toMinorUnits(amountMajor, minorUnitExponent(currency))
  if (amountMinor > AMOUNT_MAX_MINOR) {
    problems.push({ path: amountPath, expected: `must be at most ${AMOUNT_MAX_MINOR} minor units` })
    return undefined
  }
  return { amountMinor, currency }
}
