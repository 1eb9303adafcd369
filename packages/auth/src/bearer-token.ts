import { UnauthorizedError } from './unauthorized-error.ts'

/** More than any HTTP server of ours lets through in all headers together. */
const TOKEN_LENGTH_MAX = 16_384

/** One space and nothing after: what another reader of the header might understand otherwise is refused (RFC 6750, section 2.1). */
const BEARER = /^bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i

/** The signed token of an `Authorization` header, where it has one. */
export function bearerOf(header: string | undefined): string | undefined {
  return header === undefined || header.length > TOKEN_LENGTH_MAX ? undefined : BEARER.exec(header)?.[1]
}

/** The signed token of an `Authorization` header: three parts in base64url (RFC 7515, section 7.1). @throws UnauthorizedError */
export function bearerToken(header: string | undefined): string {
  if (header === undefined) {
    throw new UnauthorizedError('token_missing')
  }
  const token = bearerOf(header)
  if (token === undefined) {
    throw new UnauthorizedError('token_malformed')
  }
  return token
}
