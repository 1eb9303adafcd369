import { createAuthenticator } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import type { Tracer } from '@pantau/contracts'
import { createLogger } from '@pantau/service-runtime'
import type { Log } from '@pantau/service-runtime'
import { BODY_LIMIT_BYTES } from '@pantau/http-host'
import type { HttpHost } from '@pantau/http-host'
import { systemClock } from '@pantau/stream'
import { Admission } from '../src/admission/admission.ts'
import { ConcurrencyLimit } from '../src/admission/concurrency-limit.ts'
import { NeighbourLimit } from '../src/admission/neighbour-limit.ts'
import { createTmsServer } from '../src/index.ts'
import type { TmsServerSettings } from '../src/index.ts'
import type { DecisionReplies } from '../src/decision/decision-replies.ts'
import { decisionsOf } from './decisions-of.ts'
import { recordingAcceptor } from './recording-acceptor.ts'
import type { RecordingAcceptor } from './recording-acceptor.ts'

export interface StartedTms extends HttpHost {
  readonly acceptor: RecordingAcceptor
}

/** Refuses nobody that a test sends. */
export function openAdmission(): Admission {
  const limit = new ConcurrencyLimit({ min: 1_000, max: 1_000, initial: 1_000, targetMs: 1, latencyRatio: 2 })
  const neighbourLimit = new NeighbourLimit({ min: 1_000, latencyRatio: 1.2, unknownTargetMs: 25 })
  return new Admission({ limit, strictLimit: limit, neighbourLimit, clock: systemClock, random: () => 0 })
}

/** A server with the usual settings, whose acceptor accepts everything until told otherwise. */
export async function startTms(
  settings: Partial<TmsServerSettings> = {},
  readiness: () => Promise<boolean> = () => Promise.resolve(true),
  authenticator: Authenticator = createAuthenticator({ enabled: false }),
  admission: Admission = openAdmission(),
  changed: { readonly log?: Log; readonly tracer?: Tracer; readonly decisions?: DecisionReplies } = {},
): Promise<StartedTms> {
  const acceptor = recordingAcceptor()
  const { log: silent } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
  const server = await createTmsServer({
    acceptor,
    decisions: decisionsOf(async (keys) => keys.map(() => undefined)),
    admission,
    authenticator,
    settings: { quoting: true, bodyLimitBytes: BODY_LIMIT_BYTES, corsDemo: false, ...settings },
    log: silent,
    ...changed,
    readiness,
  })
  return { ...server, acceptor }
}
