import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { SIGNING_ALGORITHM } from './signing-keys.ts'
import type { SigningKeys } from './signing-keys.ts'
import type { User } from './user.ts'

export interface TokenIssuerOptions {
  readonly issuer: string
  readonly audience: string | undefined
  readonly tokenLifeMs: number
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** A signed token for a user who has proved to be one. */
export type TokenIssuer = (user: User, keys: SigningKeys) => Promise<string>

export function createTokenIssuer({ issuer, audience, tokenLifeMs, now }: TokenIssuerOptions): TokenIssuer {
  return (user, keys) => {
    const issuedAtSeconds = Math.floor(now() / 1_000)
    return new SignJWT({
      iss: issuer,
      ...(audience === undefined ? {} : { aud: audience }),
      sub: user.username,
      clientId: user.username,
      sid: randomUUID(),
      iat: issuedAtSeconds,
      exp: issuedAtSeconds + Math.floor(tokenLifeMs / 1_000),
      tenantId: user.tenantId,
      claims: [...user.privileges],
    })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: 'JWT', kid: keys.keyId })
      .sign(keys.privateKey)
  }
}
