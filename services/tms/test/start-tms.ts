import { createAuthenticator } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import { BODY_LIMIT_BYTES } from '@pantau/http-host'
import type { HttpHost } from '@pantau/http-host'
import { systemClock } from '@pantau/stream'
import type { Admission } from '../src/admission/admission.ts'
import { createAdmission } from '../src/admission/create-admission.ts'
import { createTmsServer } from '../src/index.ts'
import type { TmsServerSettings } from '../src/index.ts'
import { recordingAcceptor } from './recording-acceptor.ts'
import type { RecordingAcceptor } from './recording-acceptor.ts'

export interface StartedTms extends HttpHost {
  readonly acceptor: RecordingAcceptor
}

/** Refuses nobody that a test sends. */
export function openAdmission(): Admission {
  const settings = { inProgressMax: 1_000, latencyTargetMs: 10_000, tenantRatePerSecond: undefined }
  return createAdmission(settings, systemClock)
}

/** A server with the usual settings, whose acceptor accepts everything until told otherwise. */
export async function startTms(
  settings: Partial<TmsServerSettings> = {},
  readiness: () => Promise<boolean> = () => Promise.resolve(true),
  authenticator: Authenticator = createAuthenticator({ enabled: false }),
  admission: Admission = openAdmission(),
): Promise<StartedTms> {
  const acceptor = recordingAcceptor()
  const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
  const server = await createTmsServer({
    acceptor,
    admission,
    authenticator,
    settings: { quoting: true, bodyLimitBytes: BODY_LIMIT_BYTES, corsDemo: false, ...settings },
    log,
    readiness,
  })
  return { ...server, acceptor }
}
