import { expect, it } from 'vitest'
import { decodeDocument } from '@pantau/tazama-wire'
import { JSON_FORMAT, PROTOBUF_FORMAT } from '../src/document-format.ts'
import { createRestDestination } from '../src/rest-destination.ts'
import { createTokenSource, LOGIN_WAIT_MS_MAX, LOGIN_WAIT_MS_MIN } from '../src/token-source.ts'
import { openReceiver } from './open-receiver.ts'
import type { Received } from './open-receiver.ts'
import { ALERT, ALERT_DOCUMENT } from './outbound.ts'

const TIMEOUT_MS = 30_000

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

function token(name: string, expiresAtMs?: number): string {
  const claims = { name, ...(expiresAtMs === undefined ? {} : { exp: expiresAtMs / 1_000 }) }
  return `${base64url({ alg: 'none' })}.${base64url(claims)}.x`
}

/** A receiver that takes `good`, and a login that gives out one token after the other; time goes as told. */
async function openBank(tokens: (string | number)[]) {
  const state = { good: '', nowMs: 1_000_000 }
  const login = await openReceiver(() => {
    const next = tokens.shift() ?? 500
    return typeof next === 'number' ? { statusCode: next } : { statusCode: 200, body: next }
  })
  const cases = await openReceiver(({ headers }) => ({
    statusCode: headers.authorization === `Bearer ${state.good}` ? 201 : 401,
  }))
  const source = createTokenSource({
    url: `${login.url}/v1/auth/login`,
    username: 'relay',
    password: { reveal: () => 'open sesame' },
    timeoutMs: TIMEOUT_MS,
    nowMs: () => state.nowMs,
  })
  const destination = createRestDestination({
    name: 'rest',
    urls: { alert: `${cases.url}/alerts` },
    format: JSON_FORMAT,
    timeoutMs: TIMEOUT_MS,
    tokens: source,
  })
  return { state, login, cases, source, destination }
}

const bearers = (received: readonly Received[]): unknown[] =>
  received.map(({ headers }) => headers.authorization)

it('logs in once for all deliveries that want a token, and posts what Tazama would send', async () => {
  const first = token('first')
  const { state, login, cases, destination } = await openBank([first])
  state.good = first
  await Promise.all([destination.deliver(ALERT), destination.deliver(ALERT)])
  await destination.deliver(ALERT)
  expect(login.received.map(({ path, body }) => [path, JSON.parse(body.toString())])).toEqual([
    ['/v1/auth/login', { username: 'relay', password: 'open sesame' }],
  ])
  expect(cases.received).toHaveLength(3)
  expect(cases.received[0]).toMatchObject({
    path: '/alerts',
    headers: {
      authorization: `Bearer ${first}`,
      'content-type': 'application/json',
      'idempotency-key': 'd-7',
      'pantau-tenant': 'melati',
      'pantau-kind': 'alert',
    },
  })
  expect(JSON.parse(cases.received[0]?.body.toString() ?? '')).toEqual(ALERT_DOCUMENT)
})

it('replaces a refused token, once for all that were refused with it', async () => {
  const { state, login, cases, destination } = await openBank([token('first'), token('second')])
  state.good = token('first')
  await destination.deliver(ALERT)
  state.good = token('second')
  state.nowMs += LOGIN_WAIT_MS_MIN
  await Promise.all([destination.deliver(ALERT), destination.deliver(ALERT)])
  expect(login.received).toHaveLength(2)
  expect(bearers(cases.received).filter((bearer) => bearer === `Bearer ${token('second')}`)).toHaveLength(2)
})

it('gives up a delivery whose new token is refused too, and does not log in for every one of them', async () => {
  const { state, login, cases, destination } = await openBank([token('first'), token('second')])
  await expect(destination.deliver(ALERT)).rejects.toThrow('The next login has to wait')
  state.nowMs += LOGIN_WAIT_MS_MIN
  await expect(destination.deliver(ALERT)).rejects.toThrow('The next login has to wait')
  expect(login.received).toHaveLength(2)
  expect(cases.received).toHaveLength(2)
})

it('tells a refusal of the new token', async () => {
  const { state, cases, destination } = await openBank([token('first'), token('second')])
  state.good = token('first')
  await destination.deliver(ALERT)
  state.good = 'another'
  state.nowMs += LOGIN_WAIT_MS_MIN
  await expect(destination.deliver(ALERT)).rejects.toThrow('The receiver answered 401')
  expect(cases.received).toHaveLength(3)
})

it('renews a token before it expires, a short-lived one at half of its life', async () => {
  const hour = token('hour', 1_000_000 + 3_600_000)
  const short = token('short', 1_000_000 + 3_600_000 + 8_000)
  const last = token('last')
  const { state, source, login } = await openBank([hour, short, last])
  expect(await source.current()).toBe(hour)
  state.nowMs += 3_600_000 - 30_001
  expect(await source.current()).toBe(hour)
  state.nowMs += 30_001
  expect(await source.current()).toBe(short)
  state.nowMs += 3_999
  expect(await source.current()).toBe(short)
  state.nowMs += 1
  expect(await source.current()).toBe(last)
  expect(login.received).toHaveLength(3)
})

it('waits longer and longer after logins that fail, and asks nobody meanwhile', async () => {
  const good = token('good')
  const { state, login, cases, source, destination } = await openBank([401, 503, good])
  await expect(destination.deliver(ALERT)).rejects.toThrow('The login was answered with 401')
  await expect(destination.deliver(ALERT)).rejects.toThrow('The next login has to wait; the last 1 failed')
  state.nowMs += LOGIN_WAIT_MS_MIN
  await expect(destination.deliver(ALERT)).rejects.toThrow('The login was answered with 503')
  state.nowMs += LOGIN_WAIT_MS_MIN
  await expect(source.current()).rejects.toThrow('The next login has to wait; the last 2 failed')
  state.nowMs += LOGIN_WAIT_MS_MIN
  expect(await source.current()).toBe(good)
  expect(login.received).toHaveLength(3)
  expect(cases.received).toHaveLength(0)
  expect(LOGIN_WAIT_MS_MAX).toBeGreaterThan(LOGIN_WAIT_MS_MIN)
})

it.each([
  ['a page', '<html>log in here</html>', 'no bearer token'],
  ['nothing', '', 'no bearer token'],
  ['more than a token can be', 'x'.repeat(100_000), 'not answered'],
])('does not take %s for a token', async (_, body, reason) => {
  const { source } = await openBank([body])
  await expect(source.current()).rejects.toThrow(reason)
})

it('posts without a token where none is asked for, in protobuf where that is asked for', async () => {
  const { url, received } = await openReceiver(() => ({ statusCode: 200 }))
  const destination = createRestDestination({
    name: 'rest',
    urls: { alert: url },
    format: PROTOBUF_FORMAT,
    timeoutMs: TIMEOUT_MS,
  })
  expect(destination.kinds).toEqual(['alert'])
  await destination.deliver(ALERT)
  expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/protobuf' })
  expect(received[0]?.headers).not.toHaveProperty('authorization')
  expect(decodeDocument(received[0]?.body ?? Buffer.alloc(0))).toMatchObject({
    report: { status: 'ALRT' },
    transaction: { TenantId: 'melati' },
  })
})

it.each([302, 400, 500])('takes an answer of %d for a refusal', async (statusCode) => {
  const { url } = await openReceiver(() => ({ statusCode }))
  const destination = createRestDestination({
    name: 'rest',
    urls: { alert: url },
    format: JSON_FORMAT,
    timeoutMs: TIMEOUT_MS,
  })
  await expect(destination.deliver(ALERT)).rejects.toThrow(`The receiver answered ${statusCode}`)
})
