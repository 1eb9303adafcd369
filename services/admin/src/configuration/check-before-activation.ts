import { checkConfiguration } from '@pantau/evaluation'
import type { CheckedConfiguration } from '@pantau/evaluation'
import type { ConfigurationDeps } from './configuration-deps.ts'

/** How many findings of one configuration are logged; `pantau configuration check` lists all. */
const FINDINGS_LOGGED_MAX = 50

/** Checks a configuration before it is in force. What it lets pass and its author should know is logged: the answers have no place for it. */
export function checkBeforeActivation(
  candidate: unknown,
  { registry, settings, log }: ConfigurationDeps,
): CheckedConfiguration {
  const checked = checkConfiguration(candidate, registry, settings)
  if ('findings' in checked && checked.findings.length > 0) {
    const findings = checked.findings.slice(0, FINDINGS_LOGGED_MAX)
    log.warn({ count: checked.findings.length, findings }, 'the configuration was accepted with findings')
  }
  return checked
}
