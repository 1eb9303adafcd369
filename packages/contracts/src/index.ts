export { openAcceptedEvent } from './accepted-envelope.ts'
export type { AcceptedEnvelope } from './accepted-envelope.ts'
export { acceptedEventCodec, acceptedEventText } from './accepted-event-codec.ts'
export { BoundedCache } from './bounded-cache.ts'
export type { ChannelSpec } from './channel-spec.ts'
export { channels, SUBJECT_PREFIX } from './channels.ts'
export { UndecodableMessageError } from './codec.ts'
export type { Codec } from './codec.ts'
export type { ActivatedConfiguration, ConfigurationSource } from './configuration-source.ts'
export { Encoded } from './encoded.ts'
export { errorCodes } from './error-codes.ts'
export type { ErrorCode, ErrorCodeEntry, RetryAdvice } from './error-codes.ts'
export { PackedFacts } from './event-facts.ts'
export type { EventFacts } from './event-facts.ts'
export type { EvaluationHeader, MessageKey } from './evaluation-header.ts'
export { evaluationRecordCodec } from './evaluation-record-codec.ts'
export type { EvaluationRecord, OutboxKind } from './evaluation-record.ts'
export { capturedFactsOf, createFactLayout, describeUnknownLayout } from './fact-layout.ts'
export type { FactLayout } from './fact-layout.ts'
export type { LayoutSource } from './layout-source.ts'
export { messageKeyText } from './message-key.ts'
export { outboxPayloadText, parseOutboxPayload } from './outbox-payload.ts'
export type { OutboxPayload } from './outbox-payload.ts'
export { parseRuleGroups } from './parse-rule-groups.ts'
export { paymentInstructionCodec } from './payment-instruction-codec.ts'
export type { CollectedParts, PartStore, StoredPart } from './part-store.ts'
export { plannedEventCodec } from './planned-event-codec.ts'
export { describeMissingPlan, describeUnknownDigest, resolvePlans } from './resolve-plans.ts'
export type { PlanResolution } from './resolve-plans.ts'
export {
  DEFAULT_RULE_GROUP,
  findRuleGroupProblems,
  createPlanDivider,
  partitionRules,
  RULE_GROUP_PATTERN,
} from './rule-groups.ts'
export type { RuleGroupProblem, RuleGroups, RuleShare } from './rule-groups.ts'
export { ruleOutcomesCodec } from './rule-outcomes-codec.ts'
export type {
  AcceptedEvent,
  CapturedEvent,
  PlannedEvent,
  RuleGroupPart,
  RuleOutcomes,
  TypologyOutcomes,
} from './stage-messages.ts'
export { errorType } from './tracing/error-type.ts'
export type { Span, SpanAttributes, SpanContext, SpanKind, SpanStart } from './tracing/span.ts'
export { spanFields } from './tracing/span-fields.ts'
export { SpansInProgress } from './tracing/spans-in-progress.ts'
export {
  isSampled,
  readTraceParent,
  spanContextOf,
  traceParentIn,
  traceParentOf,
  withoutSampling,
  writeTraceParent,
} from './tracing/trace-parent.ts'
export type { Tracer } from './tracing/tracer.ts'
export { instructionToWire, paymentToWire } from './wire/payment-wire.ts'
export { typologyOutcomesCodec } from './typology-outcomes-codec.ts'
