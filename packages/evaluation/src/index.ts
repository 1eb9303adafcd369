export { CANONICAL_DEPTH_MAX, canonicalJson, NotJsonError } from './canonical-json.ts'
export type { Clock } from './clock.ts'
export { checkConfiguration } from './configuration/check-configuration.ts'
export type { CheckedConfiguration } from './configuration/check-configuration.ts'
export { checkNetworkMapAlone } from './configuration/check-network-map-alone.ts'
export { checkRuleConfiguration } from './configuration/check-rule-configuration.ts'
export { checkTypologyConfiguration } from './configuration/check-typology-configuration.ts'
export { compileConfiguration } from './configuration/compile-configuration.ts'
export type { Compilation } from './configuration/compile-configuration.ts'
export { configurationKey } from './configuration/configuration-key.ts'
export type { ConfigurationProblem } from './configuration/configuration-problem.ts'
export { ConfigurationSetSchema } from './configuration/configuration-set.ts'
export type { ConfigurationSet } from './configuration/configuration-set.ts'
export { NetworkMapSchema } from './configuration/network-map.ts'
export type {
  MappedMessage,
  NetworkMap,
  RuleReference,
  TypologyReference,
} from './configuration/network-map.ts'
export { parseConfigurationSet } from './configuration/parse-configuration-set.ts'
export { BandSchema, CasesSchema, RuleConfigurationSchema } from './configuration/rule-configuration.ts'
export type { Band, Cases, RuleConfiguration } from './configuration/rule-configuration.ts'
export type { RuleRegistry } from './configuration/rule-registry.ts'
export { TypologyConfigurationSchema } from './configuration/typology-configuration.ts'
export type { TypologyConfiguration } from './configuration/typology-configuration.ts'
export { decide } from './decision/decide.ts'
export { isFinding } from './decision/is-finding.ts'
export type { DecisionStatus } from './decision/decision.ts'
export { interdictions } from './decision/interdictions.ts'
export type { Interdiction } from './decision/interdictions.ts'
export { EVALUATION_ID_DIGEST_BYTES, evaluationIdOf } from './evaluation-id-of.ts'
export { explainEvaluation } from './explanation/explain-evaluation.ts'
export type { ExplanationInput } from './explanation/explain-evaluation.ts'
export type { EvaluatedEvent } from './explanation/explain-facts.ts'
export type {
  BandExplanation,
  ContributionExplanation,
  EvaluationExplanation,
  FactExplanation,
  GateExplanation,
  NearBand,
  RuleExplanation,
  ThresholdExplanation,
  TypologyExplanation,
} from './explanation/explanation.ts'
export { explanationInWords } from './explanation/explanation-in-words.ts'
export { recomputeEvaluation } from './explanation/recompute-evaluation.ts'
export type { Difference, Recomputation } from './explanation/recompute-evaluation.ts'
export { DEADLINE_REASON, EMPTY_FAN_IN, fanIn, UNANSWERED_REASON } from './fan-in/fan-in.ts'
export type { ExpectedRule, FanInEffect, FanInEvent, FanInState, FanInStep } from './fan-in/fan-in.ts'
export { IntegrityError } from './integrity-error.ts'
export { FINDING_SEVERITIES } from './lint/finding.ts'
export type { ConfigurationFinding, FindingName, FindingSeverity } from './lint/finding.ts'
export { lintConfiguration } from './lint/lint-configuration.ts'
export type { RuleKnowledge } from './lint/rule-knowledge.ts'
export { compileOutcomeTable } from './outcome/compile-outcome-table.ts'
export { ruleReferences } from './outcome/outcome-references.ts'
export type { OutcomeTable, RuleOutcome } from './outcome/outcome-table.ts'
export { PROMISE_REASON } from './outcome/read-measurement.ts'
export { ERROR_OUTCOME } from './outcome/rule-result.ts'
export type { RuleResult } from './outcome/rule-result.ts'
export { REASON_LENGTH_MAX, runRules } from './outcome/run-rules.ts'
export type { CompiledConfiguration, Plan, PlannedRule } from './plan/plan.ts'
export { assembleDecision, PAYMENT_ACTIONS } from './report/assemble-decision.ts'
export type { DecisionDocument, PaymentAction } from './report/assemble-decision.ts'
export { assembleInterdiction } from './report/assemble-interdiction.ts'
export type { InterdictionDocument } from './report/assemble-interdiction.ts'
export { assembleReport } from './report/assemble-report.ts'
export type { ReportInput } from './report/assemble-report.ts'
export { dataCacheOf } from './report/data-cache-of.ts'
export type { AmountDocument, DataCache, MinorUnitExponent } from './report/data-cache-of.ts'
export type { EvaluatedPayment } from './report/evaluated-payment.ts'
export type {
  MetaDataDocument,
  NetworkMapDocument,
  ReportDocument,
  RuleResultDocument,
  TransactionDocument,
  TypologyResultDocument,
} from './report/report-document.ts'
export type { CompiledTypology, WeightedRule } from './typology/compiled-typology.ts'
export { BLOCK_OUTCOME, OVERRIDE_OUTCOME } from './typology/flow-outcome.ts'
export { isSuspicionTypology } from './typology/is-suspicion-typology.ts'
export { scoreTypologies } from './typology/score-typologies.ts'
export type { TypologyResult } from './typology/typology-result.ts'
