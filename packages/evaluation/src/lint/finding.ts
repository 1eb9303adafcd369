import type { ConfigurationProblem } from '../configuration/configuration-problem.ts'

/**
 * What the lint looks for, and how much it weighs. An `error` is refused at activation. A `warning` is told and never refused: a threshold
 * out of reach may be a mistake, and it is also how a typology is tried out without alerts.
 */
export const FINDING_SEVERITIES = {
  'never-evaluated-type': 'error',
  'unreachable-alert': 'warning',
  'unreachable-interdiction': 'warning',
  'permanent-alert': 'warning',
  'single-outcome-alert': 'warning',
  'interdiction-without-flow-processor': 'warning',
  'remember-without-effect': 'warning',
  'gate-counted-twice': 'warning',
  'gate-neither-open-nor-closed': 'warning',
  'gate-with-a-hole': 'warning',
  'gate-closed-on-error': 'warning',
  'pair-without-effect': 'warning',
  'negative-weight': 'warning',
  'fractional-weight': 'warning',
  'weights-against-risk': 'warning',
  'same-signal-twice': 'warning',
  'unused-rule': 'warning',
  'unused-configuration': 'warning',
} as const

export type FindingName = keyof typeof FINDING_SEVERITIES
export type FindingSeverity = (typeof FINDING_SEVERITIES)[FindingName]

/** Something that a sound configuration can say and that its author hardly meant. */
export interface ConfigurationFinding extends ConfigurationProblem {
  readonly name: FindingName
  readonly severity: FindingSeverity
}

export function finding(name: FindingName, path: string, message: string): ConfigurationFinding {
  return { name, severity: FINDING_SEVERITIES[name], path, message }
}
