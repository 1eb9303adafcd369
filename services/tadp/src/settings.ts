import { defineSettings } from '@pantau/service-runtime'
import { stageSettings } from '@pantau/stage-host'

/** Which reports leave; a setting of every process that decides. */
export const { alertsOnly: alertsOnlySetting } = defineSettings({
  alertsOnly: {
    env: 'PANTAU_ALERTS_ONLY',
    kind: 'boolean',
    default: true,
    doc: 'Whether reports leave only for reviews (ALRT); when false, those of all decisions leave, as with ALERTS_ONLY=false of Tazama.',
  },
})

/** What tadp reads from its environment beside the settings that every service has. */
export const settings = defineSettings({ ...stageSettings, alertsOnly: alertsOnlySetting })
