import { compileConfiguration } from '@pantau/evaluation'
import type { Plan, RuleRegistry } from '@pantau/evaluation'
import type { StoredEvaluation } from './load-evaluation.ts'

/** The plan that an evaluation followed, compiled with the rules of this build; `undefined` where it does not have them all. */
export function planOf(stored: StoredEvaluation, registry: RuleRegistry): Plan | undefined {
  const compilation = compileConfiguration(stored.configuration, registry)
  return 'problems' in compilation
    ? undefined
    : compilation.compiled.planFor(stored.record.header.transactionType)
}
