import { Encoded, ruleOutcomesCodec } from '@pantau/contracts'
import type { PlannedEvent, RuleGroups } from '@pantau/contracts'
import { isolateFaults } from './isolate-faults.ts'
import { createPartRulesFinder, resolvePartRules } from './part-rules.ts'
import type { PartRules, PartRulesSources } from './part-rules.ts'
import type { RuleExecutor, RunAnswer } from './rule-executor.ts'
import { runPart } from './run-part.ts'
import type { Attempt, RunUnit, StopCause } from './run-unit.ts'
import { SuspendedRules } from './suspended-rules.ts'
import type { ConfiguredRule } from './suspended-rules.ts'
import { createWatchedTimeLimit } from './watched-time-limit.ts'
import type { WatchedTimeLimit } from './watched-time-limit.ts'

/** A batch of several payments never holds this thread longer: its health checks have to be answered too. */
export const BATCH_BUDGET_MAX_MS = 1000

export interface InlineExecutorOptions extends PartRulesSources {
  readonly ruleGroups: RuleGroups
  /** Time for all the rules of one payment together, in whole milliseconds. */
  readonly ruleBudgetMs: number
  readonly clock: { nowNs(): number }
  /** Told each rule that had to be given up, and whether it is suspended now. */
  onGivenUp(rule: ConfiguredRule, cause: StopCause, isSuspended: boolean): void
}

/**
 * Runs rules in this thread: the cheapest way, without any copy. A rule that takes too long is interrupted; one that exhausts the
 * memory takes the process with it, so rules that are not trusted that far belong on threads.
 */
export function createInlineExecutor(options: InlineExecutorOptions): RuleExecutor {
  // Looking four times per budget, a stall is noticed at most half of it late.
  const timeLimit = createWatchedTimeLimit({ lookEveryMs: Math.max(1, options.ruleBudgetMs / 4) })
  return {
    ...runInline(options, timeLimit),
    rehearsal: (sources) => runInline({ ...options, ...sources, onGivenUp: () => undefined }, timeLimit),
    close: () => timeLimit.close(),
  }
}

function runInline(options: InlineExecutorOptions, timeLimit: WatchedTimeLimit): Pick<RuleExecutor, 'run'> {
  const findPartRules = createPartRulesFinder(options.ruleGroups)
  const suspendedRules = new SuspendedRules(() => performance.now())

  async function attempt(units: readonly RunUnit[], rulesOf: (unit: RunUnit) => PartRules): Promise<Attempt> {
    const suspended = suspendedRules.keys()
    const answers: RunAnswer[] = []
    let unitSinceMs = 0
    const batchBudgetMs = Math.min(units.length * options.ruleBudgetMs, BATCH_BUDGET_MAX_MS)
    const limitMs = Math.max(batchBudgetMs, options.ruleBudgetMs)
    const isFinished = await timeLimit.finishes(limitMs, () => {
      for (const unit of units) {
        unitSinceMs = performance.now()
        answers.push(runUnit(unit, rulesOf(unit), suspended))
      }
    })
    if (isFinished) {
      return { answers }
    }
    const certain = performance.now() - unitSinceMs >= options.ruleBudgetMs
    return { answers, stopped: { suspect: answers.length, certain, cause: 'over-budget' } }
  }

  function runUnit(unit: RunUnit, rules: PartRules, suspended: ReadonlySet<string>): RunAnswer {
    if (rules.kind === 'refused') {
      return rules
    }
    const { event, facts, plan } = rules
    const ruleIndexes = unit.ruleIndex === undefined ? rules.ruleIndexes : [unit.ruleIndex]
    const outcomes = runPart({ event, facts, plan, ruleIndexes, suspended, clock: options.clock })
    return { kind: 'outcomes', outcomes: Encoded.ofValue(ruleOutcomesCodec, outcomes) }
  }

  return {
    async run(batch) {
      const resolved = await resolvePartRules(batch, options, findPartRules)
      const rulesByMessage = new Map<Encoded<PlannedEvent>, PartRules>()
      for (const [index, message] of batch.entries()) {
        const rules = resolved[index]
        if (rules !== undefined) {
          rulesByMessage.set(message, rules)
        }
      }
      function rulesOf(message: Encoded<PlannedEvent>): PartRules {
        const rules = rulesByMessage.get(message)
        if (rules === undefined) {
          throw new TypeError('Every message of a batch has been resolved')
        }
        return rules
      }
      return isolateFaults(
        batch.map((message) => ({ message })),
        {
          attempt: (units) => attempt(units, (unit) => rulesOf(unit.message)),
          rulesOf: async (message) => rulesOf(message),
          ruleBudgetMs: options.ruleBudgetMs,
          onGivenUp(rule, cause) {
            options.onGivenUp(rule, cause, suspendedRules.strike(rule))
          },
        },
      )
    },
  }
}
