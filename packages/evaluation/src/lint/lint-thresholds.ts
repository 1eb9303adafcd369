import { boundsOf } from '../expression/bounds-of.ts'
import { finding } from './finding.ts'
import type { ConfigurationFinding } from './finding.ts'
import type { LintedTypology } from './linted-typology.ts'

/** Thresholds that no score reaches, or that every score reaches. */
export function lintThresholds({
  configuration,
  path,
  node,
  rules,
}: LintedTypology): readonly ConfigurationFinding[] {
  const { alertThreshold, interdictionThreshold, rememberThreshold, flowProcessor } = configuration.workflow
  const { min, max } = boundsOf(
    node,
    rules.map((rule) => rule.range),
  )
  const findings: ConfigurationFinding[] = []
  if (max < alertThreshold) {
    const message = `is never reached: the highest score of ${configuration.cfg} is ${max}`
    findings.push(finding('unreachable-alert', `${path}/workflow/alertThreshold`, message))
  }
  if (interdictionThreshold !== undefined && max >= alertThreshold && max < interdictionThreshold) {
    const message = `is never reached: the highest score of ${configuration.cfg} is ${max}`
    findings.push(finding('unreachable-interdiction', `${path}/workflow/interdictionThreshold`, message))
  }
  if (min >= alertThreshold) {
    const message = `is always reached: the lowest score of ${configuration.cfg} is ${min}`
    findings.push(finding('permanent-alert', `${path}/workflow/alertThreshold`, message))
  }
  if (interdictionThreshold !== undefined && flowProcessor === undefined) {
    findings.push(
      finding(
        'interdiction-without-flow-processor',
        `${path}/workflow`,
        'stops payments, and names no flow processor: an override in force would not let them pass',
      ),
    )
  }
  if (rememberThreshold !== undefined && rules.some((rule) => rule.readsFindings)) {
    findings.push(
      finding(
        'remember-without-effect',
        `${path}/workflow/rememberThreshold`,
        `changes nothing: ${configuration.cfg} looks at earlier findings, and what does is never remembered`,
      ),
    )
  }
  return findings
}
