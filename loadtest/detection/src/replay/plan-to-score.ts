import { compileConfiguration } from '@pantau/evaluation'
import type { ConfigurationProblem, ConfigurationSet, Plan } from '@pantau/evaluation'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'

export type ScoredMessage = Extract<TransactionType, 'pacs.002.001.12' | 'pacs.008.001.10'>
const BY_PREFERENCE: readonly ScoredMessage[] = ['pacs.002.001.12', 'pacs.008.001.10']

/** The set does not compile, or covers neither message. */
export class UnscorableConfigurationError extends Error {
  override readonly name = 'UnscorableConfigurationError'
  readonly problems: readonly ConfigurationProblem[]

  constructor(message: string, problems: readonly ConfigurationProblem[] = []) {
    super([message, ...problems.map((problem) => `  ${problem.path}: ${problem.message}`)].join('\n'))
    this.problems = problems
  }
}

/** What a replay evaluates. */
export interface ReplayedPlans {
  /** The plan whose verdicts count. */
  readonly plan: Plan
  /** That of the other message of each payment, where the set has one: its alerts are remembered, too. */
  readonly beside?: Plan
}

/** Compiles a configuration set as the services do. @throws UnscorableConfigurationError */
export function compileForScoring(
  candidate: unknown,
  message?: ScoredMessage,
): ReplayedPlans & { readonly set: ConfigurationSet } {
  const compilation = compileConfiguration(candidate, ruleRegistry)
  if ('problems' in compilation) {
    throw new UnscorableConfigurationError('The configuration set does not compile:', compilation.problems)
  }
  const { compiled, set } = compilation
  for (const type of message === undefined ? BY_PREFERENCE : [message]) {
    const plan = compiled.planFor(type)
    if (plan !== undefined) {
      const other = BY_PREFERENCE.find((each) => each !== type)
      const beside = other === undefined ? undefined : compiled.planFor(other)
      return { plan, ...(beside === undefined ? {} : { beside }), set }
    }
  }
  throw new UnscorableConfigurationError(
    `The configuration set evaluates no ${message ?? 'pacs.002 and no pacs.008'}`,
  )
}
