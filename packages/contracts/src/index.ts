export { UndecodableMessageError } from './codec.ts'
export type { Codec } from './codec.ts'
export { Encoded } from './encoded.ts'
export type { EvaluationHeader, MessageKey } from './evaluation-header.ts'
export type { EvaluationRecord, OutboxKind } from './evaluation-record.ts'
export type {
  AcceptedEvent,
  PlannedEvent,
  RuleGroupPart,
  RuleOutcomes,
  TypologyOutcomes,
} from './stage-messages.ts'
