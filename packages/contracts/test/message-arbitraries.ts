import * as fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { RuleResult, TypologyResult } from '@pantau/evaluation'
import { PackedFacts } from '../src/index.ts'
import { CONDITION_TYPES, factKey, TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { CapturedFacts, FactValue, Money, Payment, PaymentInstruction } from '@pantau/rule-kit'
import type {
  AcceptedEvent,
  CapturedEvent,
  EvaluationHeader,
  EvaluationRecord,
  PlannedEvent,
  RuleGroupPart,
  RuleOutcomes,
  TypologyOutcomes,
} from '../src/index.ts'

/** Arbitrary values of every message between stages: any Unicode, lone surrogates too, and amounts far beyond 2^53. */

const plain = { noNullPrototype: true } as const

// 'binary' units are single code points including lone surrogates, which JSON escapes and UTF-8 cannot hold.
const text = fc.string({ unit: 'binary', maxLength: 12 })
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
const durationNs = fc.nat()
/** JSON has no negative zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value))
const timeMs = fc.maxSafeInteger()
const transactionType = fc.constantFrom(...TRANSACTION_TYPES)

export const headers: Arbitrary<EvaluationHeader> = fc.record(
  {
    tenantId: name,
    transactionType,
    messageId: name,
    acceptedAtMs: timeMs,
    configDigest: name,
    dataPreparationNs: durationNs,
    eventDirectorNs: durationNs,
    traceParent: text,
  },
  {
    ...plain,
    requiredKeys: [
      'tenantId',
      'transactionType',
      'messageId',
      'acceptedAtMs',
      'configDigest',
      'dataPreparationNs',
      'eventDirectorNs',
    ],
  },
)

const party = fc.record({ accountId: text, entityId: text }, plain)
const money: Arbitrary<Money> = fc.record(
  { amountMinor: fc.bigInt({ min: -(10n ** 99n), max: 10n ** 99n }), currency: text },
  plain,
)

export const instructions: Arbitrary<PaymentInstruction> = fc.record(
  {
    endToEndId: text,
    createdAt: text,
    createdAtMs: timeMs,
    debtor: party,
    creditor: party,
    instructed: money,
    settlement: money,
    exchangeRate: text,
    purposeCode: text,
    remittanceText: text,
    debtorBirthDate: text,
    creditorBirthDate: text,
    location: fc.record({ latitudeDegrees: number, longitudeDegrees: number }, plain),
  },
  {
    ...plain,
    requiredKeys: [
      'endToEndId',
      'createdAt',
      'createdAtMs',
      'debtor',
      'creditor',
      'instructed',
      'settlement',
    ],
  },
)

const payments: Arbitrary<Payment> = fc.record(
  {
    tenantId: name,
    transactionType,
    messageId: name,
    endToEndId: text,
    occurredAtMs: timeMs,
    status: text,
    instruction: instructions,
  },
  {
    ...plain,
    requiredKeys: ['tenantId', 'transactionType', 'messageId', 'endToEndId', 'occurredAtMs', 'instruction'],
  },
)

const attemptCountEntry = fc
  .record({
    party: fc.constantFrom('debtor', 'creditor'),
    direction: fc.constantFrom('sent', 'received'),
    windowMs: fc.nat(),
    value: fc.record({ count: fc.nat(), saturated: fc.boolean() }, plain),
  })
  .map(({ value, ...fact }): [string, FactValue] => [factKey({ kind: 'attempt-count', ...fact }), value])

const condition = fc.record(
  {
    conditionId: text,
    type: fc.constantFrom(...CONDITION_TYPES),
    owner: fc.constantFrom('debtor-entity', 'debtor-account', 'creditor-entity', 'creditor-account'),
  },
  plain,
)
const conditionsEntry = fc
  .array(condition)
  .map((value): [string, FactValue] => [factKey({ kind: 'conditions' }), value])

const facts: Arbitrary<CapturedFacts> = fc
  .array(fc.oneof(attemptCountEntry, conditionsEntry))
  .map((entries) => Object.fromEntries(entries))

const parts: Arbitrary<RuleGroupPart> = fc.record(
  { group: name, index: fc.nat(), count: fc.integer({ min: 1 }) },
  plain,
)

const ruleResult: Arbitrary<RuleResult> = fc.record(
  { ruleId: name, cfg: name, outcome: name, value: number, reason: text, durationNs },
  { ...plain, requiredKeys: ['ruleId', 'cfg', 'outcome', 'value', 'durationNs'] },
)
const ruleResults = fc.array(ruleResult)

const typologyResult: Arbitrary<TypologyResult> = fc.record(
  {
    typologyId: name,
    cfg: name,
    score: number,
    review: fc.boolean(),
    interdict: fc.boolean(),
    reason: text,
    durationNs,
  },
  { ...plain, requiredKeys: ['typologyId', 'cfg', 'score', 'review', 'interdict', 'durationNs'] },
)
const typologyResults = fc.array(typologyResult)

const packedFacts: Arbitrary<PackedFacts> = fc
  .tuple(name, fc.array(fc.oneof(fc.integer(), text, fc.boolean(), fc.constant(null))))
  .map(([layout, values]) => new PackedFacts(layout, values))

export const capturedEvents: Arbitrary<CapturedEvent> = fc.record(
  { header: headers, payment: payments, facts },
  plain,
)
export const acceptedEvents: Arbitrary<AcceptedEvent> = fc.oneof(
  capturedEvents,
  fc.record({ header: headers, payment: payments, facts: packedFacts }, plain),
)
export const plannedEvents: Arbitrary<PlannedEvent> = fc.record(
  { header: headers, part: parts, payment: payments, facts: fc.oneof(facts, packedFacts) },
  plain,
)
export const ruleOutcomes: Arbitrary<RuleOutcomes> = fc.record(
  { header: headers, part: parts, ruleResults },
  plain,
)
export const typologyOutcomes: Arbitrary<TypologyOutcomes> = fc.record(
  { header: headers, ruleResults, typologyResults },
  plain,
)
export const evaluationRecords: Arbitrary<EvaluationRecord> = fc.record(
  {
    header: headers,
    evaluationId: name,
    status: fc.constantFrom('ALRT', 'NALT'),
    ruleResults,
    typologyResults,
    evaluatedAtMs: timeMs,
    adjudicationNs: durationNs,
  },
  plain,
)
