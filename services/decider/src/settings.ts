import { ruleExecutionSettings } from '@pantau/service-rule-processor'
import { defineSettings } from '@pantau/service-runtime'
import { alertsOnlySetting } from '@pantau/service-tadp'
import { settings as tmsSettings } from '@pantau/service-tms'

/** What the decider reads from its environment beside the settings that every service has: those of tms, and of the stages that it chains. */
export const settings = defineSettings({
  ...tmsSettings,
  ...ruleExecutionSettings,
  alertsOnly: alertsOnlySetting,
})
