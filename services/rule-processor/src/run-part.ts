import type { PlannedEvent, RuleOutcomes } from '@pantau/contracts'
import { runRules } from '@pantau/evaluation'
import type { Plan, RuleResult } from '@pantau/evaluation'
import type { CapturedFacts } from '@pantau/rule-kit'
import { errorResult } from './error-result.ts'
import { SUSPENSION_MS, suspensionKey } from './suspended-rules.ts'

export interface PartRun {
  readonly event: PlannedEvent
  /** Those of the event, by key. */
  readonly facts: CapturedFacts
  readonly plan: Plan
  /** Ascending indexes into the plan's `rules`. */
  readonly ruleIndexes: readonly number[]
  /** `suspensionKey`s of rules that are not run. */
  readonly suspended: ReadonlySet<string>
  readonly clock: { nowNs(): number }
}

/** Runs some rules of a plan on one payment: one result per index, in the order of the indexes. Pure but for the durations. */
export function runPart(run: PartRun): RuleOutcomes {
  const { header, part } = run.event
  return { header, part, ruleResults: run.suspended.size === 0 ? runAll(run) : runOthers(run) }
}

function runAll({ event, facts, plan, ruleIndexes, clock }: PartRun): readonly RuleResult[] {
  return runRules(plan, event.payment, facts, clock, ruleIndexes)
}

function runOthers(run: PartRun): readonly RuleResult[] {
  const { configDigest } = run.event.header
  return run.ruleIndexes.flatMap((index) => {
    const rule = run.plan.rules[index]
    if (rule !== undefined && run.suspended.has(suspensionKey({ configDigest, ...rule }))) {
      return [errorResult(rule, SUSPENDED_REASON, 0)]
    }
    return runAll({ ...run, ruleIndexes: [index] })
  })
}

const SUSPENDED_REASON = `Rule suspended for ${SUSPENSION_MS / 1000} s: it kept exceeding its time budget or crashing`
