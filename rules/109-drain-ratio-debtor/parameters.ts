import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** `debitWindowMs`: in which outgoing payments are added up; `creditWindowMs`: in which incoming ones are. */
export const parameters = Type.Object({
  debitWindowMs: QueryRangeMsSchema,
  creditWindowMs: QueryRangeMsSchema,
})
