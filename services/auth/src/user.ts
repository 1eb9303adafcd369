import type { PasswordHash } from './password-hash.ts'

export interface User {
  readonly username: string
  readonly passwordHash: PasswordHash
  readonly tenantId: string
  readonly groups: readonly string[]
  /** The user's own and those of the groups. */
  readonly privileges: readonly string[]
}
