import { stageSettings } from '@pantau/stage-host'

/** What tadp reads from its environment beside the settings that every service has. */
export const settings = stageSettings
