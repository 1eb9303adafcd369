import { checkConfiguration } from '@pantau/evaluation'
import type { CheckedConfiguration } from '@pantau/evaluation'
import type { ConfigurationDeps } from './configuration-deps.ts'

/** How many warnings about one configuration are logged; `pantau configuration check` lists all. */
const WARNINGS_LOGGED_MAX = 50

/** Checks a configuration before it is in force. What its author should know is logged: the answers have no place for it. */
export function checkBeforeActivation(
  candidate: unknown,
  { registry, log }: ConfigurationDeps,
): CheckedConfiguration {
  const checked = checkConfiguration(candidate, registry)
  if ('warnings' in checked && checked.warnings.length > 0) {
    const warnings = checked.warnings.slice(0, WARNINGS_LOGGED_MAX)
    log.warn({ count: checked.warnings.length, warnings }, 'a configuration is activated with warnings')
  }
  return checked
}
