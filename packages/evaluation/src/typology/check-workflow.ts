import type { ConfigurationProblem } from '../configuration/configuration-problem.ts'
import type { TypologyConfiguration } from '../configuration/typology-configuration.ts'
import { BLOCK_OUTCOME, OVERRIDE_OUTCOME } from './flow-outcome.ts'

/** Checks thresholds and flow processor; `referencesOf` answers what a rule of the typology can give, if it is known. */
export function checkWorkflow(
  typology: TypologyConfiguration,
  referencesOf: (ruleIndex: number) => readonly string[] | undefined,
  path: string,
): readonly ConfigurationProblem[] {
  const { alertThreshold, interdictionThreshold, rememberThreshold } = typology.workflow
  const problems: ConfigurationProblem[] = []
  if (alertThreshold <= 0) {
    problems.push({ path: `${path}/alertThreshold`, message: 'must be above 0' })
  }
  if (interdictionThreshold !== undefined && interdictionThreshold < alertThreshold) {
    problems.push({
      path: `${path}/interdictionThreshold`,
      message: `must not be below the alert threshold ${alertThreshold}`,
    })
  }
  if (rememberThreshold !== undefined && (rememberThreshold <= 0 || rememberThreshold > alertThreshold)) {
    problems.push({
      path: `${path}/rememberThreshold`,
      message: `must be above 0 and not above the alert threshold ${alertThreshold}: what alerts is remembered anyway`,
    })
  }
  return [...problems, ...checkFlowProcessor(typology, referencesOf, `${path}/flowProcessor`)]
}

function checkFlowProcessor(
  typology: TypologyConfiguration,
  referencesOf: (ruleIndex: number) => readonly string[] | undefined,
  path: string,
): readonly ConfigurationProblem[] {
  const { flowProcessor } = typology.workflow
  if (flowProcessor === undefined) {
    return []
  }
  const indexes = typology.rules.flatMap((rule, index) => (rule.id === flowProcessor ? [index] : []))
  const [index, another] = indexes
  if (index === undefined) {
    return [{ path, message: `${JSON.stringify(flowProcessor)} is not a rule of this typology` }]
  }
  if (another !== undefined) {
    return [{ path, message: `${JSON.stringify(flowProcessor)} is in this typology more than once` }]
  }
  const references = referencesOf(index) ?? [BLOCK_OUTCOME]
  return references.includes(BLOCK_OUTCOME) || references.includes(OVERRIDE_OUTCOME)
    ? []
    : [{ path, message: `${JSON.stringify(flowProcessor)} can give neither block nor override` }]
}
