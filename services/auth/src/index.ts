export { createAuthServer } from './create-auth-server.ts'
export { hashPassword } from './password-hash.ts'
export { openAuth } from './open-auth.ts'
export type { AuthOptions } from './open-auth.ts'
