import { IntegrityError, parseConfigurationSet } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations } from '@pantau/rules'
import paymentPace from './999-901-902/typology.json' with { type: 'json' }
import defaultNetworkMap from './network-maps/default.json' with { type: 'json' }

/**
 * The configuration set that a deployment without one of its own starts with: the default network map, with the typologies and rules
 * that it names.
 * @throws IntegrityError when the shipped files have not the form of a configuration, which a test excludes.
 */
export function defaultConfigurationSet(): ConfigurationSet {
  const parsed = parseConfigurationSet({
    networkMap: defaultNetworkMap,
    rules: defaultRuleConfigurations,
    typologies: [paymentPace],
  })
  if ('problems' in parsed) {
    throw new IntegrityError(`The shipped configuration is malformed: ${JSON.stringify(parsed.problems)}`)
  }
  return structuredClone(parsed.set)
}
