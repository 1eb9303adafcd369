import { defineSettings } from '@pantau/service-runtime'

/** How long a process that works on payments warms up; a setting of every such process. */
export const warmUpSettings = defineSettings({
  warmUpMs: {
    env: 'PANTAU_WARM_UP_MS',
    kind: 'durationMs',
    min: 0,
    max: 60_000,
    default: 3_000,
    doc: 'How long a starting process may run its code over invented payments before /ready says yes, so that it is compiled when the first real one comes; it ends sooner where that no longer makes it faster, and 0 leaves it out.',
  },
})
