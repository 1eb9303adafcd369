import type { ConfigurationProblem } from './configuration-problem.ts'
import type { Cases } from './rule-configuration.ts'

/** Checks that no two cases match the same value: the second one could never be given. */
export function checkCases(cases: Cases, path: string): readonly ConfigurationProblem[] {
  const seen = new Set<string | number>()
  return cases.expressions.flatMap(({ value }, index) => {
    if (seen.has(value)) {
      return [
        { path: `${path}/expressions/${index}/value`, message: `${JSON.stringify(value)} is matched twice` },
      ]
    }
    seen.add(value)
    return []
  })
}
