import { defineSettings, postgresSettings } from '@pantau/service-runtime'

/** What the command reads from its environment. */
export const settings = defineSettings({ ...postgresSettings })
