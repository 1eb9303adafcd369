export { TRANSACTION_TYPES } from './payment.ts'
export type { Location, Money, Party, Payment, PaymentInstruction, TransactionType } from './payment.ts'
export type { PartySide } from './party-side.ts'
export { greatCircleKm } from './great-circle-km.ts'
export { minorUnitExponent } from './minor-unit-exponent.ts'
export { toMinorUnits } from './to-minor-units.ts'
export { isSelfTransfer, MissingStatusError, SETTLED_STATUSES, settlementOf } from './settlement-of.ts'
export { shortTag } from './short-tag.ts'
export { factKey } from './fact-key.ts'
export { CONDITION_TYPES, FACT_VALUE_SCHEMAS } from './fact-values.ts'
export type {
  CapturedFacts,
  ConditionInForce,
  ConditionType,
  FactValue,
  FactValueOf,
  FactValues,
} from './fact-values.ts'
export type {
  AccountFindingsFact,
  AccountNameFact,
  ActivitySpanFact,
  AmountStatisticsFact,
  AmountSumFact,
  AttemptCountFact,
  CommonFunderFact,
  ConditionsFact,
  CounterpartiesFact,
  Direction,
  FactDescriptor,
  FactKind,
  FirstDigitsFact,
  FunderFanOutFact,
  HolderAccountsFact,
  HourProfileFact,
  IntervalCountsFact,
  LargestPaymentFact,
  LatestLocationFact,
  LatestPaymentsFact,
  LatestTextFact,
  LifetimeCountFact,
  MirroredCreditsFact,
  NearThresholdFact,
  NearbyPaymentsFact,
  PayeeHistoryFact,
  PaymentCountFact,
  ReturningFlowFact,
  SilenceFact,
  SimilarAmountsFact,
} from './fact.ts'
export { ATTEMPTS_MAX } from './attempts-max.ts'
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
  ValueUnit,
} from './define-rule.ts'
export { createFactLookup, MissingFactError } from './fact-lookup.ts'
export { SCHEMA_PROBLEMS_MAX, schemaProblems } from './schema-problems.ts'
export type { SchemaErrors, SchemaProblem } from './schema-problems.ts'
export { describeFact } from './words/describe-fact.ts'
export { durationInWords } from './words/duration-in-words.ts'
export type { FactsByKind, FactWords } from './words/fact-words.ts'
export { measuredInWords } from './words/measured-in-words.ts'
export { numberInWords } from './words/number-in-words.ts'
export { createExamplePayment } from './harness/example-payment.ts'
