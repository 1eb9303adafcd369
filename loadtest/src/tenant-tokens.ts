import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestIssuer } from '@pantau/testkit'
import type { ServiceSettings } from './pantau-services.ts'

const PRIVILEGES = ['POST_V1_EVALUATE_ISO20022_PACS_008_001_10', 'POST_V1_EVALUATE_ISO20022_PACS_002_001_12']
const TOKEN_LIFE_SECONDS = 3_600

/** What lets tenants of a run show tokens of their own. */
export interface TenantTokens {
  /** With these, the ingress asks for a token and trusts those of this run. */
  readonly ingressSettings: ServiceSettings
  readonly tokenOf: (tenantId: string) => string
}

/** Makes an issuer for one run, and writes its public key to the folder. Tokens are good for an hour. */
export async function createTenantTokens(folder: string): Promise<TenantTokens> {
  const issuer = createTestIssuer()
  const keyPath = join(folder, 'issuer.pem')
  await writeFile(keyPath, issuer.publicKeyPem())
  const exp = Math.floor(Date.now() / 1_000) + TOKEN_LIFE_SECONDS
  return {
    ingressSettings: { PANTAU_AUTHENTICATED: 'true', PANTAU_AUTH_PUBLIC_KEY_PATH: keyPath },
    tokenOf: (tenantId) => issuer.token({ tenantId, claims: PRIVILEGES, exp }),
  }
}
