import { bandsTemplate } from './bands-template.ts'
import { casesTemplate } from './cases-template.ts'
import type { RuleName } from './rule-name.ts'

/** The files of a rule that works, by their names in its folder: where an author starts. */
export type RuleFiles = Readonly<Record<string, string>>

/** By the shape of the outcomes. */
export const TEMPLATES: Readonly<Record<string, (name: RuleName) => RuleFiles>> = {
  bands: bandsTemplate,
  cases: casesTemplate,
}
