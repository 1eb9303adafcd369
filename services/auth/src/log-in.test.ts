import { beforeAll, describe, expect, it } from 'vitest'
import { createLogIn, LOGINS_AT_ONCE_MAX } from './log-in.ts'
import type { LogIn } from './log-in.ts'
import { FAILURES_MAX, LoginThrottle } from './login-throttle.ts'
import { hashPassword, parsePasswordHash } from './password-hash.ts'
import type { PasswordHash } from './password-hash.ts'

let passwordHash: PasswordHash
beforeAll(async () => {
  const hash = parsePasswordHash(await hashPassword('right', { logN: 14, r: 8, p: 1 }))
  if (hash === undefined) {
    throw new Error('The hash that was made cannot be read')
  }
  passwordHash = hash
})

function logInOf(...usernames: readonly string[]): LogIn {
  const users = new Map(
    usernames.map((username) => [
      username,
      { username, passwordHash, tenantId: 'DEFAULT', groups: [], privileges: [] },
    ]),
  )
  const throttle = new LoginThrottle({ isUser: (name) => users.has(name), now: () => 0 })
  return createLogIn({ findUser: async (name) => users.get(name), throttle, nobody: passwordHash })
}

describe('a login', () => {
  it('knows a user by the right password only', async () => {
    const logIn = logInOf('ann')
    expect(await logIn('ann', 'right')).toMatchObject({ kind: 'known', user: { username: 'ann' } })
    expect(await logIn('ann', 'wrong')).toEqual({ kind: 'refused' })
    expect(await logIn('Ann', 'right')).toEqual({ kind: 'refused' })
  })

  it('knows nobody under a name that is no user, even by the password that is checked instead', async () => {
    expect(await logInOf('ann')('bob', 'right')).toEqual({ kind: 'refused' })
  })

  it('is refused also with the right password while the account is locked', async () => {
    const logIn = logInOf('ann')
    for (let count = 0; count < FAILURES_MAX; count += 1) {
      expect(await logIn('ann', 'wrong')).toEqual({ kind: 'refused' })
    }
    expect(await logIn('ann', 'right')).toEqual({ kind: 'locked' })
  })

  it('waits its turn when too many come at the same time', async () => {
    const usernames = Array.from({ length: LOGINS_AT_ONCE_MAX + 2 }, (_, index) => `user ${index}`)
    const logIn = logInOf(...usernames)
    const outcomes = await Promise.all(usernames.map((username) => logIn(username, 'right')))
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: LOGINS_AT_ONCE_MAX }, () => 'known'),
      'busy',
      'busy',
    ])
    expect(await logIn('user 9', 'right')).toMatchObject({ kind: 'known' })
  })
})
