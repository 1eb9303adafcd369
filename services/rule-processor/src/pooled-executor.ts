import type { Encoded, PlannedEvent } from '@pantau/contracts'
import { isolateFaults } from './isolate-faults.ts'
import { createPartRulesFinder, resolvePartRules } from './part-rules.ts'
import type { PartRules, PartRulesSources } from './part-rules.ts'
import type { RuleExecutor } from './rule-executor.ts'
import { fetchMissing } from './fetch-missing.ts'
import { createRuleThreads } from './rule-threads.ts'
import type { RuleThreads, RuleThreadsOptions } from './rule-threads.ts'
import type { Attempt, RunUnit, StopCause } from './run-unit.ts'
import { splitEvenly } from './split-evenly.ts'
import { SuspendedRules } from './suspended-rules.ts'
import type { ConfiguredRule } from './suspended-rules.ts'

/** Below this many payments per thread, another thread costs more than it saves: a task alone costs about as much as their rules. */
export const CHUNK_MIN = 8

export interface PooledExecutorOptions extends RuleThreadsOptions, PartRulesSources {
  /** Told each rule that had to be given up, and whether it is suspended now. */
  onGivenUp(rule: ConfiguredRule, cause: StopCause, isSuspended: boolean): void
}

/**
 * Runs rules on worker threads. A task carries many payments with all their rules as bytes that are moved; the main thread reads none of
 * them. A rule that takes too long, or that exhausts the memory of its thread, costs a thread, and the pool starts another.
 *
 * @throws RuleThreadError when no thread can start, such as for a registry that does not load
 */
export async function createPooledExecutor(options: PooledExecutorOptions): Promise<RuleExecutor> {
  const threads = await createRuleThreads(options)
  return {
    ...runPooled(options, threads),
    rehearsal: (sources) => runPooled({ ...options, ...sources, onGivenUp: () => undefined }, threads),
    close: async () => threads.close(),
  }
}

function runPooled(options: PooledExecutorOptions, threads: RuleThreads): Pick<RuleExecutor, 'run'> {
  const findPartRules = createPartRulesFinder(options.ruleGroups)
  const suspendedRules = new SuspendedRules(() => performance.now())

  async function rulesOf(message: Encoded<PlannedEvent>): Promise<PartRules> {
    const [rules] = await resolvePartRules([message], options, findPartRules)
    return rules ?? { kind: 'refused', reason: 'The message was not resolved' }
  }

  return {
    async run(batch) {
      const chunks = splitEvenly(batch, options.threadCount, CHUNK_MIN)
      const answers = await Promise.all(
        chunks.map(async (chunk) =>
          isolateFaults(
            chunk.map((message) => ({ message })),
            {
              attempt: async (units) => attempt(units, threads, options, suspendedRules.keys()),
              rulesOf,
              ruleBudgetMs: options.ruleBudgetMs,
              onGivenUp(rule, cause) {
                options.onGivenUp(rule, cause, suspendedRules.strike(rule))
              },
            },
          ),
        ),
      )
      return answers.flat()
    },
  }
}

/** Units of which the thread lacks a configuration or a layout are sent again with it: once per thread, configuration and layout. */
async function attempt(
  units: readonly RunUnit[],
  threads: RuleThreads,
  sources: PartRulesSources,
  suspended: ReadonlySet<string>,
): Promise<Attempt> {
  const first = await threads.run({ units, suspended, configurations: [], layouts: [] })
  if (first.stopped !== undefined || first.lacking.length === 0) {
    return first
  }
  const { configurations, layouts, refused } = await fetchMissing(first.lacking, sources)
  const answers = [...first.answers]
  const again: { readonly unit: number; readonly run: RunUnit }[] = []
  for (const { unit } of first.lacking) {
    const run = units[unit]
    const reason = refused.get(unit)
    if (reason !== undefined) {
      answers[unit] = { kind: 'refused', reason }
    } else if (run !== undefined) {
      again.push({ unit, run })
    }
  }
  const second = await threads.run({
    units: again.map(({ run }) => run),
    suspended,
    configurations,
    layouts,
  })
  for (const [position, { unit }] of again.entries()) {
    answers[unit] = second.answers[position]
  }
  const suspect = second.stopped === undefined ? undefined : again[second.stopped.suspect]
  return second.stopped === undefined || suspect === undefined
    ? { answers }
    : { answers, stopped: { ...second.stopped, suspect: suspect.unit } }
}
