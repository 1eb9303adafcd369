import { Encoded, ruleOutcomesCodec } from '@pantau/contracts'
import type { PlannedEvent } from '@pantau/contracts'
import type { RuleResult } from '@pantau/evaluation'
import { errorResult } from './error-result.ts'
import type { PartRules } from './part-rules.ts'
import type { RunAnswer } from './rule-executor.ts'
import type { AttemptRun, RunUnit, StopCause } from './run-unit.ts'
import type { ConfiguredRule } from './suspended-rules.ts'

const NS_PER_MS = 1_000_000

export interface FaultIsolationDeps {
  readonly attempt: AttemptRun
  rulesOf(message: Encoded<PlannedEvent>): Promise<PartRules>
  readonly ruleBudgetMs: number
  /** Told each rule that had to be given up. */
  onGivenUp(rule: ConfiguredRule, cause: StopCause): void
}

/**
 * Runs units to the end, whatever their rules do. A run that is given up has a suspect: the others run again without it, and it runs
 * alone unless it is certain that it is to blame. The unit to blame is divided into one unit per rule; a rule that is to blame has the
 * outcome `.err`. Every round has fewer units or smaller ones, so this ends.
 */
export async function isolateFaults(
  units: readonly RunUnit[],
  deps: FaultIsolationDeps,
): Promise<readonly RunAnswer[]> {
  const slots = units.map((unit): Slot => ({ unit }))
  let waiting: readonly Slot[] = slots
  while (waiting.length > 0) {
    const { answers, stopped } = await deps.attempt(waiting.map((slot) => slot.unit))
    for (const [position, slot] of waiting.entries()) {
      slot.answer = answers[position]
    }
    const suspect = stopped === undefined ? undefined : waiting[stopped.suspect]
    if (stopped !== undefined && suspect !== undefined) {
      suspect.answer = await (stopped.certain || waiting.length === 1
        ? giveUp(suspect.unit, stopped.cause, deps)
        : runAlone(suspect.unit, deps))
    }
    const left = waiting.filter((slot) => slot.answer === undefined)
    if (left.length === waiting.length) {
      throw new TypeError('A run answers every unit, or names the one that it was given up for')
    }
    waiting = left
  }
  return slots.flatMap((slot) => slot.answer ?? [])
}

interface Slot {
  readonly unit: RunUnit
  answer?: RunAnswer | undefined
}

async function runAlone(unit: RunUnit, deps: FaultIsolationDeps): Promise<RunAnswer> {
  const { answers, stopped } = await deps.attempt([unit])
  return answers[0] ?? (await giveUp(unit, stopped?.cause ?? 'crashed', deps))
}

/** What a unit answers that cannot be run in one go: what its rules answer one by one, or `.err` when it is one rule already. */
async function giveUp(unit: RunUnit, cause: StopCause, deps: FaultIsolationDeps): Promise<RunAnswer> {
  const rules = await deps.rulesOf(unit.message)
  if (rules.kind === 'refused') {
    return rules
  }
  if (unit.ruleIndex === undefined) {
    const perRule = rules.ruleIndexes.map((ruleIndex) => ({ message: unit.message, ruleIndex }))
    return merge(rules.event, await isolateFaults(perRule, deps))
  }
  const rule = rules.plan.rules[unit.ruleIndex]
  if (rule === undefined) {
    throw new TypeError('A unit names a rule of its plan')
  }
  deps.onGivenUp({ configDigest: rules.event.header.configDigest, ruleId: rule.ruleId, cfg: rule.cfg }, cause)
  const reason = describeCause(cause, deps.ruleBudgetMs)
  return outcomesOf(rules.event, [errorResult(rule, reason, deps.ruleBudgetMs * NS_PER_MS)])
}

function describeCause(cause: StopCause, ruleBudgetMs: number): string {
  switch (cause) {
    case 'over-budget':
      return `Rule exceeded its time budget of ${ruleBudgetMs} ms`
    case 'crashed':
      return 'Rule crashed its thread'
  }
}

function merge(event: PlannedEvent, answers: readonly RunAnswer[]): RunAnswer {
  const ruleResults: RuleResult[] = []
  for (const answer of answers) {
    if (answer.kind === 'refused') {
      return answer
    }
    ruleResults.push(...answer.outcomes.value().ruleResults)
  }
  return outcomesOf(event, ruleResults)
}

function outcomesOf(event: PlannedEvent, ruleResults: readonly RuleResult[]): RunAnswer {
  const { header, part } = event
  return { kind: 'outcomes', outcomes: Encoded.ofValue(ruleOutcomesCodec, { header, part, ruleResults }) }
}
