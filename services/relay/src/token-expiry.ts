/**
 * When a JSON Web Token (RFC 7519) says that it expires, in milliseconds since the epoch; undefined when it does not say, or is a token of
 * another kind. Not verified: that is up to whoever gets the token.
 */
export function tokenExpiryMs(token: string): number | undefined {
  const [, payload] = token.split('.')
  if (payload === undefined) {
    return undefined
  }
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null && 'exp' in claims && typeof claims.exp === 'number'
      ? claims.exp * 1_000
      : undefined
  } catch {
    return undefined
  }
}
