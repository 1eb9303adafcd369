import { describe, expect, it } from 'vitest'
import { authenticationSettings } from './authentication-settings.ts'
import type { AuthenticationSettings } from './authentication-settings.ts'
import { authenticationProblems, authenticationSource, exposureProblems } from './authentication-source.ts'
import { isLoopback } from './loopback.ts'
import { parseSettings } from './parse-settings.ts'

const ON = { PANTAU_AUTHENTICATED: 'true' }
const JWKS = { PANTAU_AUTH_JWKS_URL: 'https://id.example/keys', PANTAU_AUTH_ISSUER: 'https://id.example' }
const FILE = { PANTAU_AUTH_PUBLIC_KEY_PATH: '/run/secrets/public.pem' }

function read(env: Readonly<Record<string, string>>): AuthenticationSettings {
  return parseSettings(authenticationSettings, env)
}

describe('the source of keys', () => {
  it.each<[string, Readonly<Record<string, string>>, unknown]>([
    ['is absent while callers are not authenticated', {}, undefined],
    [
      'is a URL',
      { ...ON, ...JWKS },
      { kind: 'jwks', jwksUrl: 'https://id.example/keys', issuer: 'https://id.example' },
    ],
    ['is a file', { ...ON, ...FILE }, { kind: 'publicKey', path: '/run/secrets/public.pem' }],
    [
      'may name issuer and audience',
      { ...ON, ...FILE, PANTAU_AUTH_ISSUER: 'bank', PANTAU_AUTH_AUDIENCE: 'pantau' },
      { kind: 'publicKey', path: '/run/secrets/public.pem', issuer: 'bank', audience: 'pantau' },
    ],
    [
      'may be on this machine',
      { ...ON, ...JWKS, PANTAU_AUTH_JWKS_URL: 'http://127.0.0.1:3020/keys' },
      { kind: 'jwks', jwksUrl: 'http://127.0.0.1:3020/keys', issuer: 'https://id.example' },
    ],
  ])('%s', (_what, env, source) => {
    const given = read(env)
    expect(authenticationProblems(given)).toEqual([])
    expect(authenticationSource(given)).toEqual(source)
  })

  it.each<[Readonly<Record<string, string>>, readonly RegExp[]]>([
    [ON, [/needs either PANTAU_AUTH_JWKS_URL or PANTAU_AUTH_PUBLIC_KEY_PATH/]],
    [{ ...ON, ...JWKS, ...FILE }, [/needs either/]],
    [{ ...ON, PANTAU_AUTH_JWKS_URL: 'https://id.example/keys' }, [/needs PANTAU_AUTH_ISSUER/]],
    [{ ...ON, ...JWKS, PANTAU_AUTH_JWKS_URL: 'http://id.example/keys' }, [/must be https/]],
    [{ ...ON, ...FILE, PANTAU_AUTH_JWKS_URL: 'http://id.example' }, [/either/, /ISSUER/, /https/]],
    [JWKS, [/PANTAU_AUTHENTICATED is not true/]],
    [FILE, [/PANTAU_AUTHENTICATED is not true/]],
    [{ PANTAU_AUTH_AUDIENCE: 'pantau' }, [/PANTAU_AUTHENTICATED is not true/]],
  ])('is refused, with everything that does not fit: %j', (env, expected) => {
    const problems = authenticationProblems(read(env))
    expect(problems).toHaveLength(expected.length)
    expected.forEach((pattern, index) => expect(problems[index]).toMatch(pattern))
  })

  it('may be in plain text elsewhere where that was said to be fine', () => {
    const env = {
      ...ON,
      ...JWKS,
      PANTAU_AUTH_JWKS_URL: 'http://auth:3020/keys',
      PANTAU_INSECURE_ALLOWED: 'true',
    }
    expect(authenticationProblems(read(env))).toEqual([])
  })
})

describe('a service that lets everybody in', () => {
  it.each([
    ['127.0.0.1', false, {}, 0],
    ['0.0.0.0', true, {}, 0],
    ['0.0.0.0', false, { PANTAU_INSECURE_ALLOWED: 'true' }, 0],
    ['0.0.0.0', false, {}, 1],
    ['::', false, {}, 1],
    ['tms.bank.example', false, {}, 1],
  ])('on %s, callers known: %s, %j: problems: %i', (host, isCallerKnown, env, count) => {
    const problems = exposureProblems(read(env), { host, isCallerKnown })
    expect(problems).toHaveLength(count)
    expect(problems.join()).toContain(count === 0 ? '' : 'PANTAU_INSECURE_ALLOWED=true')
  })
})

describe('this machine', () => {
  it.each(['localhost', '127.0.0.1', '127.8.8.8', '::1', '[::1]'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true)
  })

  it.each(['0.0.0.0', '::', '10.0.0.1', '127.evil.example', 'localhost.evil.example', ''])(
    'is not %s',
    (host) => {
      expect(isLoopback(host)).toBe(false)
    },
  )
})
