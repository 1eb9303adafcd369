import { createFactLookup } from '@pantau/rule-kit'
import type { CapturedFacts, FactLookup, Payment } from '@pantau/rule-kit'
import type { Clock } from '../clock.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { Plan, PlannedRule } from '../plan/plan.ts'
import type { RuleOutcome } from './outcome-table.ts'
import { readMeasurement } from './read-measurement.ts'
import { ERROR_OUTCOME } from './rule-result.ts'
import type { RuleResult } from './rule-result.ts'

/** The longest reason, in characters, that is kept of a rule that could not tell: enough to find the cause, and bounded in every row. */
export const REASON_LENGTH_MAX = 200

/**
 * Runs the rules of a plan over one payment, all of them or those at `indexes`, and answers one result each in that order. A rule that
 * throws, that returns something else than a measurement, or that is not made for this message type, gets `.err` with a reason and does
 * not disturb its neighbours.
 * @throws IntegrityError when an index names no rule of the plan.
 */
export function runRules(
  plan: Plan,
  payment: Payment,
  facts: CapturedFacts,
  clock: Clock,
  indexes?: readonly number[],
): RuleResult[] {
  const lookUp = createFactLookup(facts)
  const results: RuleResult[] = []
  const count = indexes === undefined ? plan.rules.length : indexes.length
  let startNs = clock.nowNs()
  for (let position = 0; position < count; position += 1) {
    const index = indexes === undefined ? position : indexes[position]
    const rule = index === undefined ? undefined : plan.rules[index]
    if (rule === undefined) {
      throw new IntegrityError(`The plan for ${plan.transactionType} has no rule at index ${index}`)
    }
    const outcome = runRule(rule, payment, lookUp)
    const endNs = clock.nowNs()
    results.push(toResult(rule, outcome, Math.max(0, Math.round(endNs - startNs))))
    startNs = endNs
  }
  return results
}

function runRule(rule: PlannedRule, payment: Payment, lookUp: FactLookup): RuleOutcome {
  if (!rule.transactionTypes.includes(payment.transactionType)) {
    return couldNotTell('Unsupported transaction type')
  }
  try {
    const measurement = readMeasurement(rule.bound.evaluate(payment, lookUp))
    const placed =
      measurement.kind === 'none' ? couldNotTell(measurement.reason) : rule.outcomes.place(measurement)
    return placed.reason === undefined ? placed : { ...placed, reason: shortened(placed.reason) }
  } catch (error) {
    return couldNotTell(shortened(messageOf(error)) || 'The rule failed without a message')
  }
}

function couldNotTell(reason: string): RuleOutcome {
  return { outcome: ERROR_OUTCOME, value: 0, reason }
}

/** What was thrown is a rule's, and may be anything. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error && typeof error.message === 'string' ? error.message : ''
  } catch {
    return ''
  }
}

/** By code points, and without what no database stores as text: zeros and halves of surrogate pairs. */
function shortened(reason: string): string {
  return Array.from(reason.slice(0, 2 * REASON_LENGTH_MAX))
    .slice(0, REASON_LENGTH_MAX)
    .join('')
    .replaceAll(/\0|\p{Surrogate}/gu, '\uFFFD')
}

function toResult(
  rule: PlannedRule,
  { outcome, value, reason }: RuleOutcome,
  durationNs: number,
): RuleResult {
  const { ruleId, cfg } = rule
  return reason === undefined
    ? { ruleId, cfg, outcome, value, durationNs }
    : { ruleId, cfg, outcome, value, reason, durationNs }
}
