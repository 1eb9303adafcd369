import { schemaProblems } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import type { ConfigurationProblem } from './configuration-problem.ts'
import { ConfigurationSetSchema } from './configuration-set.ts'
import type { ConfigurationSet } from './configuration-set.ts'

const validator = Compile(ConfigurationSetSchema)

/** Checks the form of a configuration set, and answers with the set or with everything that is wrong about its form. */
export function parseConfigurationSet(
  candidate: unknown,
): { readonly set: ConfigurationSet } | { readonly problems: readonly ConfigurationProblem[] } {
  return validator.Check(candidate) ? { set: candidate } : { problems: schemaProblems(validator, candidate) }
}
