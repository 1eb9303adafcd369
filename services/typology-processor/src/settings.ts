import { defineSettings, valkeySettings } from '@pantau/service-runtime'
import { stageSettings } from '@pantau/stage-host'

/** What the typology processor reads from its environment beside the settings that every service has. */
export const settings = defineSettings({
  ...stageSettings,
  ...valkeySettings,
  partsDeadlineMs: {
    env: 'PANTAU_PARTS_DEADLINE_MS',
    kind: 'durationMs',
    min: 100,
    max: 600_000,
    default: 10_000,
    doc: 'How long after its first part a payment, whose rules run in several groups, waits for the others; then it goes to review when it comes again.',
  },
})
