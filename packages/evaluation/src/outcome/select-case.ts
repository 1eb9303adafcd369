import type { Cases } from '../configuration/rule-configuration.ts'

/** The reference of the case that equals the value exactly, in kind too: the text `5` is not the number 5. Otherwise the alternative. */
export function selectCase(cases: Cases, value: string | number): string {
  for (const expression of cases.expressions) {
    if (expression.value === value) {
      return expression.subRuleRef
    }
  }
  return cases.alternative.subRuleRef
}
