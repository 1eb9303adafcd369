import type { ConfigurationSet } from '@pantau/evaluation'
import { configurationSet } from './configuration-set.ts'

/** The configuration set that a deployment without one of its own starts with. */
export function defaultConfigurationSet(): ConfigurationSet {
  return configurationSet('default')
}
