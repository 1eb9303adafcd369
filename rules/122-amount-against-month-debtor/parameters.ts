import { Type } from 'typebox'
import { AmountWindowMsSchema } from '../amount-window.ts'

/** `maxQueryRange`: the trailing window that is looked at, in milliseconds. */
export const parameters = Type.Object({ maxQueryRange: AmountWindowMsSchema })
