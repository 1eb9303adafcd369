import type { TokenVerifier } from './create-token-verifier.ts'
import { DEFAULT_TENANT_ID } from './principal.ts'
import type { Principal } from './principal.ts'
import { requirePrivilege } from './require-privilege.ts'
import { routePrivileges } from './route-privileges.ts'
import type { Privilege } from './route-privileges.ts'

/** Decides whether a request may do what its route does, and for which tenant. */
export interface Authenticator {
  /** Resolves when requests can be decided. @throws KeysUnavailableError */
  prepare(): Promise<void>
  /** Who calls, where that is known without verifying anything: from the requests before. */
  recall(authorizationHeader: string | undefined, privilege: Privilege): Principal | undefined
  /** @throws UnauthorizedError */
  authenticate(authorizationHeader: string | undefined, privilege: Privilege): Promise<Principal>
}

export type AuthenticatorOptions =
  | { readonly enabled: true; readonly verifier: TokenVerifier }
  /** Everybody may do everything, for the tenant `DEFAULT`. */
  | { readonly enabled: false }

const ANYBODY: Principal = {
  tenantId: DEFAULT_TENANT_ID,
  claims: new Set(routePrivileges.map(({ privilege }) => privilege)),
  subject: 'anonymous',
  expiresAtMs: Number.POSITIVE_INFINITY,
}

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  if (!options.enabled) {
    return { prepare: async () => undefined, recall: () => ANYBODY, authenticate: async () => ANYBODY }
  }
  const { verifier } = options
  return {
    prepare: () => verifier.prepare(),
    recall: (authorizationHeader, privilege) => {
      const principal = verifier.recall(authorizationHeader)
      return principal?.claims.has(privilege) === true ? principal : undefined
    },
    authenticate: (authorizationHeader, privilege) =>
      requirePrivilege(verifier, authorizationHeader, privilege),
  }
}
