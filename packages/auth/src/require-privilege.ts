import type { TokenVerifier } from './create-token-verifier.ts'
import type { Principal } from './principal.ts'
import type { Privilege } from './route-privileges.ts'
import { UnauthorizedError } from './unauthorized-error.ts'

/** The caller, who proves to be one and to have the privilege. @throws UnauthorizedError */
export async function requirePrivilege(
  verifier: Pick<TokenVerifier, 'verify'>,
  authorizationHeader: string | undefined,
  privilege: Privilege,
): Promise<Principal> {
  const principal = await verifier.verify(authorizationHeader)
  if (!principal.claims.has(privilege)) {
    throw new UnauthorizedError('privilege_missing')
  }
  return principal
}
