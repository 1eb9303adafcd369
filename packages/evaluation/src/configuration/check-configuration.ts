import type { ConfigurationFinding } from '../lint/finding.ts'
import { lintConfiguration } from '../lint/lint-configuration.ts'
import { compileConfiguration } from './compile-configuration.ts'
import type { Compilation } from './compile-configuration.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { RuleRegistry } from './rule-registry.ts'

/** A set that may be activated, with what its author should know of it; or everything why it may not. */
export type CheckedConfiguration =
  | (Extract<Compilation, { set: unknown }> & { readonly warnings: readonly ConfigurationFinding[] })
  | { readonly problems: readonly ConfigurationProblem[] }

/**
 * Checks a set before it is activated: it compiles, and the lint finds no error in it. What runs already is compiled without the lint, so
 * that a stricter version still runs what an earlier one activated.
 */
export function checkConfiguration(candidate: unknown, registry: RuleRegistry): CheckedConfiguration {
  const compilation = compileConfiguration(candidate, registry)
  if ('problems' in compilation) {
    return compilation
  }
  const findings = lintConfiguration(compilation.set, registry)
  const errors = findings.filter(({ severity }) => severity === 'error')
  return errors.length > 0
    ? { problems: errors.map(({ path, message }) => ({ path, message })) }
    : { ...compilation, warnings: findings }
}
