import { createAuthenticator, createTokenVerifier } from '@pantau/auth'
import type { Authenticator } from '@pantau/auth'
import { createLogger } from '@pantau/service-runtime'
import type { TestIssuer } from '@pantau/testkit'

/** Lets in whom the issuer vouches for. */
export function tokenAuthenticator(issuer: TestIssuer): Authenticator {
  const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem() },
    clockToleranceSeconds: 0,
    cacheMax: 10,
    now: Date.now,
    log,
  })
  return createAuthenticator({ enabled: true, verifier })
}
