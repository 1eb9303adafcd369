import type { JWTPayload } from 'jose'
import { TENANT_ID } from './principal.ts'
import type { Principal } from './principal.ts'
import { UnauthorizedError } from './unauthorized-error.ts'

/** Where a token says what we need of it: the name of a claim, or a path into one such as `realm_access.roles`. */
export interface ClaimNames {
  readonly tenant: string
  readonly privileges: string
}

/** What the identity provider of the interface that we keep puts into its tokens. */
export const DEFAULT_CLAIM_NAMES: ClaimNames = { tenant: 'tenantId', privileges: 'claims' }

const PRIVILEGES_MAX = 1_000
const PRIVILEGE_LENGTH_MAX = 200
const SUBJECT_LENGTH_MAX = 256

/** Kinds of tokens that a provider signs with the same key, but that no one may call us with (RFC 8725, section 3.12). */
const REFUSED_KINDS: readonly unknown[] = ['ID', 'Refresh', 'Offline', 'Logout']

/** Reads the caller of a payload whose signature and times were checked. @throws UnauthorizedError */
export function principalOf(payload: JWTPayload, names: ClaimNames): Principal {
  if (REFUSED_KINDS.includes(payload['typ'])) {
    throw new UnauthorizedError('token_kind_refused')
  }
  if (payload.exp === undefined) {
    throw new UnauthorizedError('claim_invalid')
  }
  return {
    tenantId: tenantIdOf(claimAt(payload, names.tenant)),
    claims: privilegesOf(claimAt(payload, names.privileges)),
    subject: subjectOf(payload),
    expiresAtMs: payload.exp * 1_000,
  }
}

function tenantIdOf(value: unknown): string {
  if (value === undefined) {
    throw new UnauthorizedError('tenant_missing')
  }
  if (typeof value !== 'string' || !TENANT_ID.test(value)) {
    throw new UnauthorizedError('tenant_invalid')
  }
  return value
}

/** A token without any may do nothing that needs one. */
function privilegesOf(value: unknown): ReadonlySet<string> {
  if (value === undefined) {
    return new Set()
  }
  if (!Array.isArray(value) || value.length > PRIVILEGES_MAX || !value.every(isPrivilege)) {
    throw new UnauthorizedError('privileges_invalid')
  }
  return new Set(value)
}

function isPrivilege(value: unknown): value is string {
  return typeof value === 'string' && value.length <= PRIVILEGE_LENGTH_MAX
}

/** `sub`, or where the provider's own token is wrapped into another, the claim that keeps it. */
function subjectOf(payload: JWTPayload): string {
  const subject = payload.sub ?? payload['clientId']
  if (typeof subject !== 'string' || subject === '' || subject.length > SUBJECT_LENGTH_MAX) {
    throw new UnauthorizedError('subject_missing')
  }
  return subject
}

function claimAt(payload: JWTPayload, name: string): unknown {
  return Object.hasOwn(payload, name) ? payload[name] : descend(payload, name.split('.'))
}

function descend(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) {
    return value
  }
  return isRecord(value) && Object.hasOwn(value, name) ? descend(value[name], rest) : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
