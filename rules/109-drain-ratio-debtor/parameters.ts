import { Type } from 'typebox'
import { AmountWindowMsSchema } from '../amount-window.ts'

/** `debitWindowMs`: in which outgoing payments are added up; `creditWindowMs`: in which incoming ones are. */
export const parameters = Type.Object({
  debitWindowMs: AmountWindowMsSchema,
  creditWindowMs: AmountWindowMsSchema,
})
