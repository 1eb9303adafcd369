import type { ConfigurationProblem } from '../configuration/configuration-problem.ts'
import { numberFromText } from '../number-from-text.ts'
import type { RuleReferences } from '../outcome/outcome-references.ts'
import { BLOCK_OUTCOME } from './flow-outcome.ts'

/** A weight as configured: shipped configurations write some as text. */
export interface ConfiguredWeight {
  readonly ref: string
  readonly wght: number | string
}

export interface WeightRules {
  /** The outcomes that the rule can give; absent when the rule is not known, and then not checked. */
  readonly references?: RuleReferences
  /** Whether the expression uses the term. The weights that a used term lacks are problems, those of an unused one are 0. */
  readonly used: boolean
}

/**
 * Names under which shipped configurations weigh the outcome `block`. They weigh nothing: no rule gives them. They are accepted where a
 * rule can give `block`, so that such configurations load unchanged.
 */
const BLOCK_NAMES: readonly string[] = ['overridable-block', 'non-overridable-block']

/** The number of a configured weight, or undefined when its text spells none. */
export function weightNumber(wght: number | string): number | undefined {
  return typeof wght === 'number' ? wght : numberFromText(wght)
}

/** Checks the weights of one rule in a typology and compiles them by outcome; `path` points to `wghts`. */
export function compileWeights(
  configured: readonly ConfiguredWeight[],
  { references, used }: WeightRules,
  path: string,
): { readonly weights: ReadonlyMap<string, number>; readonly problems: readonly ConfigurationProblem[] } {
  const weights = new Map<string, number>()
  const listed = new Set<string>()
  const problems: ConfigurationProblem[] = []
  for (const [index, { ref, wght }] of configured.entries()) {
    const weight = weightNumber(wght)
    if (weight === undefined) {
      problems.push({ path: `${path}/${index}/wght`, message: `${JSON.stringify(wght)} is not a number` })
    }
    if (listed.has(ref)) {
      problems.push({ path: `${path}/${index}/ref`, message: `${JSON.stringify(ref)} is weighed twice` })
    }
    listed.add(ref)
    if (references !== undefined && !isKnown(ref, references)) {
      problems.push({ path: `${path}/${index}/ref`, message: `the rule cannot give ${JSON.stringify(ref)}` })
    }
    weights.set(ref, weight ?? 0)
  }
  for (const reference of references?.weighed ?? []) {
    if (!listed.has(reference) && used) {
      problems.push({ path, message: `must weigh ${JSON.stringify(reference)}, which the rule can give` })
    }
    weights.set(reference, weights.get(reference) ?? 0)
  }
  for (const reference of references?.silent ?? []) {
    weights.set(reference, weights.get(reference) ?? 0)
  }
  return { weights, problems }
}

function isKnown(ref: string, { weighed, silent }: RuleReferences): boolean {
  return (
    weighed.includes(ref) ||
    silent.includes(ref) ||
    (weighed.includes(BLOCK_OUTCOME) && BLOCK_NAMES.includes(ref))
  )
}
