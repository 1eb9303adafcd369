import type { ConfigurationFinding } from '../lint/finding.ts'
import { lintConfiguration } from '../lint/lint-configuration.ts'
import { compileConfiguration } from './compile-configuration.ts'
import type { Compilation } from './compile-configuration.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { RuleRegistry } from './rule-registry.ts'

/** A set that may be activated, with what its author should know of it; or why it may not. */
export type CheckedConfiguration =
  | (Extract<Compilation, { set: unknown }> & { readonly findings: readonly ConfigurationFinding[] })
  | { readonly problems: readonly ConfigurationProblem[] }

export interface CheckOptions {
  /** Whether a set is taken although it can never do something that it is configured for; the findings are then only told. */
  readonly acceptsFindings: boolean
}

/**
 * Checks a set before it is activated: it must compile, and everything in it must be able to do what it is there for. What runs already
 * is compiled without this check, so that a stricter version still runs what an earlier one activated.
 */
export function checkConfiguration(
  candidate: unknown,
  registry: RuleRegistry,
  { acceptsFindings }: CheckOptions,
): CheckedConfiguration {
  const compilation = compileConfiguration(candidate, registry)
  if ('problems' in compilation) {
    return compilation
  }
  const findings = lintConfiguration(compilation.set, registry)
  const errors = acceptsFindings ? [] : findings.filter(({ severity }) => severity === 'error')
  return errors.length > 0
    ? { problems: errors.map(({ path, message }) => ({ path, message })) }
    : { ...compilation, findings }
}
