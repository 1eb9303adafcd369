import { Type } from 'typebox'
import type { Static } from 'typebox'
import { JsonNumber } from './json-number.ts'

/** An amount in major units with its currency; the JSON profile wraps ISO 20022's amount in a second `Amt`. */
export const MoneySchema = Type.Object({
  Amt: Type.Object({ Amt: JsonNumber, Ccy: Type.String() }),
})
export type MoneyDocument = Static<typeof MoneySchema>
