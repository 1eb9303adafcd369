import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTokenVerifier } from '@pantau/auth'
import type { TokenVerifier } from '@pantau/auth'
import { FAILURES_MAX, LOCK_MS } from '../src/login-throttle.ts'
import { AUDIENCE, ISSUER, PASSWORD, startAuth } from './start-auth.ts'
import type { StartedAuth } from './start-auth.ts'

const LOOK_AGAIN_MS = 10_000

let auth: StartedAuth
beforeEach(async () => {
  auth = await startAuth()
})
afterEach(() => auth.stop())

type Reply = Awaited<ReturnType<StartedAuth['app']['inject']>>

function post(payload: unknown): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  return auth.app.inject({ method: 'POST', url: '/v1/auth/login', payload: JSON.stringify(payload), headers })
}

async function tokenOf(username: string): Promise<string> {
  const reply = await post({ username, password: PASSWORD })
  expect(reply.statusCode).toBe(200)
  return reply.body
}

function list(path: string, token?: string): Promise<Reply> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return auth.app.inject({ url: `/v1/auth/user/${path}`, headers })
}

/** Checks tokens as another service does: with the keys that this one publishes. */
async function verifierOf(): Promise<TokenVerifier> {
  const address = await auth.app.listen({ host: '127.0.0.1', port: 0 })
  const log = { info: () => undefined, warn: () => undefined }
  return createTokenVerifier({
    source: { kind: 'jwks', jwksUrl: `${address}/.well-known/jwks.json`, issuer: ISSUER, audience: AUDIENCE },
    clockToleranceSeconds: 0,
    cacheMax: 10,
    now: () => auth.clock.nowMs,
    log,
  })
}

describe('a login', () => {
  it('is answered with a token as text that other services know the user by', async () => {
    const reply = await post({ username: 'eve', password: PASSWORD })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.body).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    const verifier = await verifierOf()
    expect(await verifier.verify(`Bearer ${reply.body}`)).toEqual({
      tenantId: 'E',
      claims: new Set(['DELETE_X', 'POST_X', 'GET_X']),
      subject: 'eve',
      expiresAtMs: (Math.floor(auth.clock.nowMs / 1_000) + 60) * 1_000,
    })
    auth.clock.nowMs += 60_000
    await expect(verifier.verify(`Bearer ${reply.body}`)).rejects.toMatchObject({ reason: 'expired' })
  })

  it('carries the claims that clients of the interface read', async () => {
    const [, payload = ''] = (await tokenOf('ann')).split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
      iss: ISSUER,
      aud: AUDIENCE,
      sub: 'ann',
      clientId: 'ann',
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: expect.any(Number),
      exp: expect.any(Number),
      tenantId: 'B',
      claims: ['POST_X', 'GET_X'],
    })
  })

  it.each([
    ['ann', 'wrong'],
    ['nobody', PASSWORD],
  ])('of %s with the password %s is refused, and nobody learns why', async (username, password) => {
    const reply = await post({ username, password })
    expect([reply.statusCode, reply.json()]).toEqual([
      401,
      { message: 'The user name or the password is wrong.' },
    ])
  })

  it.each<[string, unknown]>([
    ["body must have required property 'username'", { password: 'x' }],
    ["body must have required property 'password'", { username: 'x' }],
    ['body/username must NOT have fewer than 1 characters', { username: '', password: 'x' }],
    ['body/password must NOT have fewer than 1 characters', { username: 'x', password: '' }],
    ['body/password must NOT have more than 256 characters', { username: 'x', password: 'x'.repeat(257) }],
    ['body/username must be string', { username: { $ne: '' }, password: 'x' }],
    ['body must be object', []],
  ])('is refused: %s', async (message, body) => {
    const reply = await post(body)
    expect([reply.statusCode, reply.json()]).toEqual([
      400,
      { statusCode: 400, code: 'FST_ERR_VALIDATION', error: 'Bad Request', message },
    ])
  })

  it('is small', async () => {
    expect((await post({ username: 'x', password: 'x'.repeat(5_000) })).statusCode).toBe(413)
  })
})

describe.each(['ann', 'nobody'])('the account of %s', (username) => {
  it('is locked after too many wrong passwords, for a while', async () => {
    for (let count = 0; count < FAILURES_MAX; count += 1) {
      expect((await post({ username, password: 'wrong' })).statusCode).toBe(401)
    }
    const locked = await post({ username, password: PASSWORD })
    expect(locked.statusCode).toBe(429)
    expect(locked.headers['retry-after']).toBe('900')
    expect(locked.json()).toEqual({
      message: expect.stringMatching(/^Account temporarily locked due to too many failed login attempts\./),
    })
    expect((await post({ username: 'bob', password: PASSWORD })).statusCode).toBe(200)
    auth.clock.nowMs += LOCK_MS
    const expected = username === 'ann' ? 200 : 401
    expect((await post({ username, password: PASSWORD })).statusCode).toBe(expected)
  })
})

describe('keys', () => {
  it('rotate: the newest signs, all are published, and no service has to be restarted', async () => {
    const verifier = await verifierOf()
    const old = await tokenOf('ann')
    await verifier.verify(`Bearer ${old}`)
    await auth.addKey()
    auth.clock.nowMs += LOOK_AGAIN_MS
    const young = await tokenOf('bob')
    expect(keyIdOf(young)).not.toBe(keyIdOf(old))
    expect(await verifier.verify(`Bearer ${young}`)).toMatchObject({ subject: 'bob' })
    expect(await verifier.verify(`Bearer ${old}`)).toMatchObject({ subject: 'ann' })
    const published: unknown = (await auth.app.inject({ url: '/.well-known/jwks.json' })).json()
    expect(published).toMatchObject({ keys: [{ kid: keyIdOf(old) }, { kid: keyIdOf(young) }] })
    expect(JSON.stringify(published)).not.toMatch(/"(d|p|q|dp|dq|qi)"/)
  })

  it('stay as they were when the file is broken', async () => {
    const before = keyIdOf(await tokenOf('ann'))
    await auth.writeKeys('nonsense')
    expect(keyIdOf(await tokenOf('ann'))).toBe(before)
  })
})

describe('users', () => {
  it('come and go without a restart', async () => {
    await auth.writeUsers({ username: 'carol', tenantId: 'C' })
    await tokenOf('carol')
    expect((await post({ username: 'ann', password: PASSWORD })).statusCode).toBe(401)
  })

  it('are listed by privilege and group, those of the tenant of who asks', async () => {
    const token = await tokenOf('bob')
    const ann = { id: 'ann', username: 'ann', groups: ['writers'] }
    expect((await list('POST_X?groupName=writers', token)).json()).toEqual([ann])
    expect((await list('GET_X?groupName=writers', token)).json()).toEqual([ann])
    expect((await list('POST_X?groupName=readers', token)).json()).toEqual([])
    expect((await list('DELETE_X?groupName=writers', token)).json()).toEqual([])
  })

  it.each(['POST_X', 'POST_X?groupName=', 'POST_X?groupName=a&groupName=b'])(
    'are not listed for %s',
    async (path) => {
      const reply = await list(path)
      expect(reply.statusCode).toBe(400)
      expect(reply.headers['content-type']).toBe('text/plain; charset=utf-8')
      expect(reply.body).toBe('groupName is required')
    },
  )

  it('are listed for nobody without a token that is good', async () => {
    const expired = await tokenOf('ann')
    auth.clock.nowMs += 60_000
    for (const token of [undefined, 'a.b.c', expired]) {
      const reply = await list('POST_X?groupName=writers', token)
      expect([reply.statusCode, reply.body]).toEqual([401, '{"error":"Unauthorized"}'])
    }
  })
})

describe('the status pages', () => {
  it.each(['/', '/health'])('%s says that the process is alive', async (url) => {
    const reply = await auth.app.inject({ url })
    expect([reply.statusCode, reply.body]).toEqual([200, '{"status":"UP"}'])
  })
})

function keyIdOf(token: string): unknown {
  const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())
  return typeof header === 'object' && header !== null && 'kid' in header ? header.kid : undefined
}
