import { createHash } from 'node:crypto'
import { base64url, signToken } from './sign-token.ts'
import type { SigningKey } from './sign-token.ts'
import { createTestIssuer } from './test-issuer.ts'
import type { TestIssuer, TokenPart } from './test-issuer.ts'

/** An `Authorization` header that proves nothing, and why it is refused. */
export interface ForgedBearer {
  readonly what: string
  readonly header: string
  /** As the reason is called in the log of whoever refuses it. */
  readonly reason: string
}

const HOUR_SECONDS = 3_600

/** What attackers try (RFC 8725, section 2), against an issuer whose tokens with these claims are good. The issuer signs with RS256. */
export function forgedBearers(issuer: TestIssuer, goodClaims: TokenPart): readonly ForgedBearer[] {
  return [
    ...withForgedSignatures(issuer, goodClaims),
    ...withForgedHeaders(issuer, goodClaims),
    ...withForgedClaims(issuer, goodClaims),
    ...withForgedText(issuer, goodClaims),
  ]
}

function withForgedSignatures(issuer: TestIssuer, good: TokenPart): readonly ForgedBearer[] {
  const { publicKey, keyId } = newestKey(issuer)
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const stranger = newestKey(createTestIssuer())
  const forge = (alg: string, key: SigningKey, kid: string | undefined = keyId): string =>
    `Bearer ${signToken({ alg, typ: 'JWT', kid }, issuer.claims(good), key)}`
  const [head, payload, signature = ''] = issuer.token(good).split('.')
  const other = base64url(JSON.stringify(issuer.claims({ ...good, tenantId: 'OTHER' })))
  return [
    { what: 'no signature (alg none)', header: forge('none', 'unsigned'), reason: 'token_malformed' },
    {
      what: 'alg none with a signature',
      header: forge('none', { macSecret: 'x' }),
      reason: 'algorithm_refused',
    },
    { what: 'alg nOnE', header: forge('nOnE', { macSecret: 'x' }), reason: 'algorithm_refused' },
    {
      what: 'HS256 with the public key',
      header: forge('HS256', { macSecret: pem }),
      reason: 'algorithm_refused',
    },
    { what: 'RS256 that is a MAC', header: forge('RS256', { macSecret: pem }), reason: 'signature_invalid' },
    { what: 'another key', header: forge('RS256', stranger), reason: 'signature_invalid' },
    { what: 'a key nobody knows', header: forge('RS256', stranger, 'x'), reason: 'key_unknown' },
    {
      what: 'a changed payload',
      header: `Bearer ${head}.${other}.${signature}`,
      reason: 'signature_invalid',
    },
    {
      what: 'a truncated signature',
      header: `Bearer ${head}.${payload}.${signature.slice(0, -4)}`,
      reason: 'signature_invalid',
    },
    {
      what: 'a signature of one byte',
      header: `Bearer ${head}.${payload}.AA`,
      reason: 'signature_invalid',
    },
  ]
}

function withForgedHeaders(issuer: TestIssuer, good: TokenPart): readonly ForgedBearer[] {
  const stranger = newestKey(createTestIssuer())
  const jwk = stranger.publicKey.export({ format: 'jwk' })
  const url = 'https://attacker.example/jwks.json'
  const der = stranger.publicKey.export({ type: 'spki', format: 'der' })
  const forge = (changes: TokenPart): string => {
    const header = { alg: 'RS256', typ: 'JWT', ...changes }
    return `Bearer ${signToken(header, issuer.claims(good), stranger)}`
  }
  return [
    refused('jku of the attacker', forge({ jku: url })),
    refused('x5u of the attacker', forge({ x5u: url })),
    refused('an embedded jwk', forge({ jwk })),
    refused('an embedded certificate', forge({ x5c: [der.toString('base64')] })),
    refused('a thumbprint as key, with jwk', forge({ kid: thumbprint(der), jwk })),
    refused('jku although well signed', issuer.bearer(good, { jku: url })),
    refused('an extension that must be understood', issuer.bearer(good, { crit: ['x'], x: 1 })),
    refused('a payload that is not encoded', issuer.bearer(good, { b64: false, crit: ['b64'] })),
    refused('the type of another kind of token', issuer.bearer(good, { typ: 'logout+jwt' })),
    refused('a key id that is no text', issuer.bearer(good, { kid: { $gt: '' } })),
    refused('a key id without end', issuer.bearer(good, { kid: '../'.repeat(100) })),
    { what: 'two algorithms', header: issuer.bearer(good, { alg: ['RS256'] }), reason: 'algorithm_refused' },
  ]
}

function withForgedClaims(issuer: TestIssuer, good: TokenPart): readonly ForgedBearer[] {
  const nowSeconds = Number(issuer.claims()['iat'])
  const cases: readonly [what: string, changes: TokenPart, reason: string][] = [
    ['expired an hour ago', { exp: nowSeconds - HOUR_SECONDS }, 'expired'],
    ['valid in an hour', { nbf: nowSeconds + HOUR_SECONDS }, 'not_yet_valid'],
    ['no expiry', { exp: undefined }, 'claim_invalid'],
    ['an expiry that is a text', { exp: String(nowSeconds + HOUR_SECONDS) }, 'claim_invalid'],
    ['another issuer', { iss: 'https://attacker.example' }, 'issuer_mismatch'],
    ['the issuer with a slash', { iss: `${issuer.issuer}/` }, 'issuer_mismatch'],
    ['no issuer', { iss: undefined }, 'issuer_mismatch'],
    ['for another audience', { aud: 'shop' }, 'audience_mismatch'],
    ['for other audiences', { aud: ['shop', 'pantau2'] }, 'audience_mismatch'],
    ['for no audience', { aud: undefined }, 'audience_mismatch'],
    ['no tenant', { tenantId: undefined }, 'tenant_missing'],
    ['an empty tenant', { tenantId: '' }, 'tenant_invalid'],
    ['a tenant that is a number', { tenantId: 1 }, 'tenant_invalid'],
    ['a tenant that is a list', { tenantId: ['DEFAULT'] }, 'tenant_invalid'],
    ['a tenant that is null', { tenantId: null }, 'tenant_invalid'],
    ['a tenant for every subject', { tenantId: '>' }, 'tenant_invalid'],
    ['a tenant with a line break', { tenantId: 'DEFAULT\n' }, 'tenant_invalid'],
    ['a tenant with white space', { tenantId: 'DEFAULT ' }, 'tenant_invalid'],
    ['a tenant out of a folder', { tenantId: '..' }, 'tenant_invalid'],
    ['a tenant of another key', { tenantId: 'A:B' }, 'tenant_invalid'],
    ['a tenant without end', { tenantId: 'a'.repeat(65) }, 'tenant_invalid'],
    ['nobody', { sub: undefined }, 'subject_missing'],
    ['privileges that are one text', { claims: 'POST_ALL' }, 'privileges_invalid'],
    ['privileges that are no texts', { claims: [{}] }, 'privileges_invalid'],
    ['an identity token', { typ: 'ID' }, 'token_kind_refused'],
  ]
  return cases.map(([what, changes, reason]) => ({
    what,
    header: issuer.bearer({ ...good, ...changes }),
    reason,
  }))
}

function withForgedText(issuer: TestIssuer, good: TokenPart): readonly ForgedBearer[] {
  const token = issuer.token(good)
  const [head = '', payload = '', signature = ''] = token.split('.')
  const texts: readonly [what: string, header: string][] = [
    ['an empty header', ''],
    ['the scheme alone', 'Bearer'],
    ['the token alone', token],
    ['another scheme', `Basic ${token}`],
    ['two spaces', `Bearer  ${token}`],
    ['a tab', `Bearer\t${token}`],
    ['a space before', ` Bearer ${token}`],
    ['a space after', `Bearer ${token} `],
    ['a space inside', `Bearer ${head}. ${payload}.${signature}`],
    ['a no-break space', `Bearer\u00a0${token}`],
    ['two tokens', `Bearer ${token}, Bearer ${token}`],
    ['two parts', `Bearer ${head}.${payload}`],
    ['an empty payload', `Bearer ${head}..${signature}`],
    ['four parts', `Bearer ${token}.${signature}`],
    ['five parts, as if encrypted', `Bearer ${head}.${payload}.${signature}.AA.AA`],
    ['padding', `Bearer ${head}=.${payload}.${signature}`],
    ['parts that hold no JSON', 'Bearer YWJj.YWJj.YWJj'],
    ['a header that is no object', `Bearer ${base64url('[]')}.${payload}.${signature}`],
    ['more than any token', `Bearer ${head}.${'A'.repeat(16_384)}.${signature}`],
  ]
  return texts.map(([what, header]) => ({ what, header, reason: 'token_malformed' }))
}

function refused(what: string, header: string): ForgedBearer {
  return { what, header, reason: 'header_refused' }
}

function newestKey(issuer: TestIssuer): TestIssuer['keys'][number] {
  const newest = issuer.keys.at(-1)
  if (newest === undefined) {
    throw new TypeError('An issuer without keys cannot be forged')
  }
  return newest
}

function thumbprint(der: Buffer): string {
  return createHash('sha256').update(der).digest('base64url')
}
