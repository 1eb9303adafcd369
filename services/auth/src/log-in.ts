import type { LoginThrottle } from './login-throttle.ts'
import { isPasswordOf } from './password-hash.ts'
import type { PasswordHash } from './password-hash.ts'
import type { User } from './user.ts'

/** Each password that is being checked takes 32 MiB and a thread; more callers than that have to come again. */
export const LOGINS_AT_ONCE_MAX = 8

export type LoginOutcome =
  | { readonly kind: 'known'; readonly user: User }
  /** No such user, or another password: nobody learns which. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'busy' }

export interface LoginDeps {
  readonly findUser: (username: string) => Promise<User | undefined>
  readonly throttle: LoginThrottle
  /** What is checked for names that no user has, so that they take as long. */
  readonly nobody: PasswordHash
}

export type LogIn = (username: string, password: string) => Promise<LoginOutcome>

export function createLogIn({ findUser, throttle, nobody }: LoginDeps): LogIn {
  let running = 0
  return async (username, password) => {
    if (running >= LOGINS_AT_ONCE_MAX) {
      return { kind: 'busy' }
    }
    running += 1
    try {
      return await attempt(username, password)
    } finally {
      running -= 1
    }
  }

  async function attempt(username: string, password: string): Promise<LoginOutcome> {
    const user = await findUser(username)
    if (!throttle.begin(username)) {
      return { kind: 'locked' }
    }
    // Counted as a failure until it is known to be none, also when checking throws.
    let outcome: LoginOutcome = { kind: 'refused' }
    try {
      const isRight = await isPasswordOf(password, user?.passwordHash ?? nobody)
      outcome = user !== undefined && isRight ? { kind: 'known', user } : outcome
    } finally {
      if (outcome.kind === 'known') {
        throttle.succeeded(username)
      } else {
        throttle.failed(username)
      }
    }
    return outcome
  }
}
