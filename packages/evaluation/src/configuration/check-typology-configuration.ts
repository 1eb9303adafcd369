import { compileTypology } from '../typology/compile-typology.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { TypologyConfiguration } from './typology-configuration.ts'

/**
 * Checks what can be known of a typology by itself, whatever its rules can give: terms, weights, thresholds, and that its expression can
 * be read. That every outcome has a weight is checked when it is activated together with its rules.
 */
export function checkTypologyConfiguration(typology: TypologyConfiguration): readonly ConfigurationProblem[] {
  return compileTypology(typology, () => undefined, '').problems
}
