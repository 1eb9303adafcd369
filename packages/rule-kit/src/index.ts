export { TRANSACTION_TYPES } from './payment.ts'
export type { Location, Money, Party, Payment, PaymentInstruction, TransactionType } from './payment.ts'
export type { PartySide } from './party-side.ts'
export { CONDITION_TYPES, factKey } from './fact.ts'
export type {
  AttemptCount,
  AttemptCountFact,
  CapturedFacts,
  ConditionInForce,
  ConditionsFact,
  ConditionType,
  Direction,
  FactDescriptor,
  FactValue,
  FactValueOf,
  FactValues,
} from './fact.ts'
export { ATTEMPTS_MAX } from './history-view.ts'
export type { AttemptRequest, HistoryView } from './history-view.ts'
export { attemptRequest, captureFacts } from './capture-facts.ts'
export { classify, exit, measure, outcome } from './measurement.ts'
export type { Measurement } from './measurement.ts'
export { defineRule } from './define-rule.ts'
export type {
  BoundRule,
  FactLookup,
  FactsOf,
  Needs,
  OutcomeShape,
  ParameterProblem,
  Rule,
  RuleDefinition,
  RuleFace,
  RuleInput,
} from './define-rule.ts'
export { createFactLookup, MissingFactError } from './fact-lookup.ts'
export { SCHEMA_PROBLEMS_MAX, schemaProblems } from './schema-problems.ts'
export type { SchemaErrors, SchemaProblem } from './schema-problems.ts'
export { createArrayHistory } from './harness/array-history.ts'
export type { EarlierAttempt } from './harness/array-history.ts'
export { createExamplePayment } from './harness/example-payment.ts'
