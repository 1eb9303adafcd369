import { ruleExecutionSettings } from '@pantau/service-rule-processor'
import { defineSettings } from '@pantau/service-runtime'
import { alertsOnlySetting } from '@pantau/service-tadp'
import { stageSettings } from '@pantau/stage-host'

/** What the evaluator reads from its environment beside the settings that every service has: those of the stages that it chains. */
export const settings = defineSettings({
  ...stageSettings,
  ...ruleExecutionSettings,
  alertsOnly: alertsOnlySetting,
})
