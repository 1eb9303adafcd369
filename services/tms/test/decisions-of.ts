import { createLogger } from '@pantau/service-runtime'
import { systemClock } from '@pantau/stream'
import { TenantPlaces } from '../src/admission/tenant-places.ts'
import { DecisionReplies } from '../src/decision/decision-replies.ts'
import type { DecisionRepliesDeps } from '../src/decision/decision-replies.ts'
import { ProgressWatcher } from '../src/decision/progress-watcher.ts'
import type { ProgressWatcherOptions } from '../src/decision/progress-watcher.ts'

const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })

/** Decisions in replies, of messages that come as far as the test says. */
export function decisionsOf(
  find: ProgressWatcherOptions['find'],
  changed: Partial<DecisionRepliesDeps> = {},
): DecisionReplies {
  return new DecisionReplies({
    watcher: new ProgressWatcher({ find, clock: systemClock, log }),
    places: new TenantPlaces({ max: 100, ofTenantMax: 50 }),
    configurations: { byDigest: async () => undefined },
    undecided: 'review',
    waitMaxMs: 10_000,
    log,
    onReplied: () => undefined,
    ...changed,
  })
}
