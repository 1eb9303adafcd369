import { constants, createHmac, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** What a token is signed with, whatever its header says: a private key, the secret of a MAC, or nothing. */
export type SigningKey =
  | { readonly alg: string; readonly privateKey: KeyObject }
  | { readonly macSecret: string }
  | 'unsigned'

/**
 * A JWT in its compact form (RFC 7515, section 7.1), written without the library that checks it.
 *
 * @throws TypeError for an algorithm that it does not know
 */
export function signToken(
  header: Readonly<Record<string, unknown>>,
  payload: Readonly<Record<string, unknown>>,
  key: SigningKey,
): string {
  const input = `${base64url(JSON.stringify(header))}.${base64url(JSON.stringify(payload))}`
  return `${input}.${base64url(signatureOf(Buffer.from(input), key))}`
}

/** Part of a token. */
export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url')
}

function signatureOf(input: Buffer, key: SigningKey): Buffer {
  if (key === 'unsigned') {
    return Buffer.alloc(0)
  }
  if ('macSecret' in key) {
    return createHmac('sha256', key.macSecret).update(input).digest()
  }
  const { alg, privateKey } = key
  switch (alg) {
    case 'RS256':
      return sign('sha256', input, privateKey)
    case 'PS256':
      return sign('sha256', input, {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      })
    case 'ES256':
      return sign('sha256', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    case 'EdDSA':
      return sign(null, input, privateKey)
    default:
      throw new TypeError(`No way to sign with ${alg}`)
  }
}
