import { Type } from 'typebox'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'

const NameSchema = Type.String({ minLength: 1 })
export const DurationNsSchema = Type.Number({ minimum: 0 })
export const TransactionTypeSchema = Type.Enum(TRANSACTION_TYPES)

/** An `EvaluationHeader` is plain JSON already: it is written as it is. */
export const HeaderSchema = Type.Object({
  tenantId: NameSchema,
  transactionType: TransactionTypeSchema,
  messageId: NameSchema,
  acceptedAtMs: Type.Integer(),
  configDigest: NameSchema,
  dataPreparationNs: DurationNsSchema,
  eventDirectorNs: DurationNsSchema,
  traceParent: Type.Optional(Type.String()),
})
