import { beforeEach, describe, expect, it } from 'vitest'
import { FAILURES_MAX, LOCK_MS, LoginThrottle, STRANGERS_MAX } from './login-throttle.ts'

let nowMs: number
let throttle: LoginThrottle
beforeEach(() => {
  nowMs = 0
  throttle = new LoginThrottle({ isUser: (name) => name === 'ann', now: () => nowMs })
})

function failAsOftenAs(count: number, username: string): readonly boolean[] {
  return Array.from({ length: count }, () => {
    const mayTry = throttle.begin(username)
    if (mayTry) {
      throttle.failed(username)
    }
    return mayTry
  })
}

describe.each(['ann', 'nobody'])('the account of %s', (username) => {
  it('is locked after so many wrong passwords, until some time has passed', () => {
    expect(failAsOftenAs(FAILURES_MAX, username)).not.toContain(false)
    expect(throttle.begin(username)).toBe(false)
    nowMs = LOCK_MS - 1
    expect(throttle.begin(username)).toBe(false)
    nowMs = LOCK_MS
    expect(failAsOftenAs(FAILURES_MAX, username)).not.toContain(false)
    expect(throttle.begin(username)).toBe(false)
  })

  it('is free again after a right one', () => {
    failAsOftenAs(FAILURES_MAX - 1, username)
    expect(throttle.begin(username)).toBe(true)
    throttle.succeeded(username)
    expect(failAsOftenAs(FAILURES_MAX, username)).not.toContain(false)
  })

  it('takes no more attempts at once than one after the other', () => {
    const begun = Array.from({ length: FAILURES_MAX }, () => throttle.begin(username))
    expect(begun).not.toContain(false)
    expect(throttle.begin(username)).toBe(false)
    throttle.succeeded(username)
    // The others are still being checked.
    expect(throttle.begin(username)).toBe(true)
    expect(throttle.begin(username)).toBe(false)
  })

  it('does not lock another one', () => {
    failAsOftenAs(FAILURES_MAX, username)
    expect(throttle.begin('somebody else')).toBe(true)
  })
})

describe('a flood of names', () => {
  it('frees no user who is locked', () => {
    failAsOftenAs(FAILURES_MAX, 'ann')
    failAsOftenAs(FAILURES_MAX, 'first stranger')
    for (let index = 0; index < STRANGERS_MAX; index += 1) {
      failAsOftenAs(1, `stranger ${index}`)
    }
    expect(throttle.begin('ann')).toBe(false)
    // What is bounded forgets: the oldest stranger made place.
    expect(throttle.begin('first stranger')).toBe(true)
  })
})
