/** Who calls, as the token says. */
export interface Principal {
  /** Matches `TENANT_ID`: safe in subjects, cache keys and file names. */
  readonly tenantId: string
  /** What the caller may do: the names of privileges. */
  readonly claims: ReadonlySet<string>
  /** Names the person or machine for the audit trail. No secret, but perhaps a personal identification: not for logs. */
  readonly subject: string
  /** Milliseconds since 1970; infinite while callers are not authenticated. */
  readonly expiresAtMs: number
}

/** Whom everything belongs to while callers are not authenticated. */
export const DEFAULT_TENANT_ID = 'DEFAULT'

/**
 * Letters, digits, `_` and `-`, with single dots between them, at most 64 in all: nothing that means something in a subject of the broker
 * (`*`, `>`, an empty part), a cache key (`:`) or a path (`/`, `..`).
 */
export const TENANT_ID = /^(?=.{1,64}$)[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*$/
