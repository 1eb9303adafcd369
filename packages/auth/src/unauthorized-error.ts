/** Why a caller was refused: for the log and its metrics. Constants, so that no part of a token can get there. */
export const UNAUTHORIZED_REASONS = [
  'token_missing',
  'token_malformed',
  'algorithm_refused',
  'header_refused',
  'keys_unavailable',
  'key_unknown',
  'signature_invalid',
  'expired',
  'not_yet_valid',
  'issuer_mismatch',
  'audience_mismatch',
  'claim_invalid',
  'token_kind_refused',
  'tenant_missing',
  'tenant_invalid',
  'subject_missing',
  'privileges_invalid',
  'privilege_missing',
] as const

export type UnauthorizedReason = (typeof UNAUTHORIZED_REASONS)[number]

/** The whole answer to any caller who is refused; what was wrong is nobody's business but ours. */
export const UNAUTHORIZED_BODY = '{"error":"Unauthorized"}'

/** The caller is not who the route needs. To the outside there is one kind of it: 401 and `UNAUTHORIZED_BODY`. */
export class UnauthorizedError extends Error {
  override readonly name = 'UnauthorizedError'
  readonly statusCode = 401
  readonly reason: UnauthorizedReason

  constructor(reason: UnauthorizedReason) {
    super('Unauthorized')
    this.reason = reason
  }
}
