import { parseSettings, SettingsError } from '@pantau/service-runtime'
import { describe, expect, it } from 'vitest'
import { checkListenSettings, listenAddress, listenSettings, tlsSettings } from './listen-settings.ts'

const PORTS = { plain: 5_000, tls: 5_443 }
const TLS = { PANTAU_X_TLS_CERT_PATH: 'cert', PANTAU_X_TLS_KEY_PATH: 'key' }
const TOKENS = { PANTAU_AUTHENTICATED: 'true', PANTAU_AUTH_PUBLIC_KEY_PATH: 'public.pem' }

function read(env: Readonly<Record<string, string>>) {
  return parseSettings(listenSettings('X', PORTS), env)
}

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    checkListenSettings(read(env), 'X', PORTS)
    return []
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.problems
    }
    throw error
  }
}

describe('where a service listens', () => {
  it.each<[Readonly<Record<string, string>>, string, number]>([
    [{}, '127.0.0.1', 5_000],
    [TLS, '0.0.0.0', 5_443],
    [{ PANTAU_X_HOST: '10.0.0.1', PANTAU_X_PORT: '0' }, '10.0.0.1', 0],
    [{ ...TLS, PANTAU_X_HOST: '10.0.0.1' }, '10.0.0.1', 5_443],
  ])('%j', (env, host, port) => {
    expect(listenAddress(read(env), PORTS)).toEqual({ host, port })
  })

  it('is behind TLS when a certificate is there', () => {
    expect(tlsSettings(read({}))).toBeUndefined()
    expect(tlsSettings(read(TLS))).toEqual({ certPath: 'cert', keyPath: 'key' })
    expect(tlsSettings(read({ ...TLS, PANTAU_X_TLS_CLIENT_CA_PATH: 'ca' }))).toEqual({
      certPath: 'cert',
      keyPath: 'key',
      caPath: 'ca',
    })
  })
})

describe('who is let in', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['everybody on this machine', {}],
    ['who shows a token', { ...TLS, ...TOKENS }],
    ['who shows a certificate', { ...TLS, PANTAU_X_TLS_CLIENT_CA_PATH: 'ca' }],
    ['everybody, where that was said to be fine', { ...TLS, PANTAU_INSECURE_ALLOWED: 'true' }],
  ])('%s', (_what, env) => {
    expect(problemsOf(env)).toEqual([])
  })

  it.each([TLS, { PANTAU_X_HOST: '0.0.0.0' }])('not everybody from elsewhere by accident: %j', (env) => {
    expect(problemsOf(env)).toEqual([expect.stringContaining('PANTAU_INSECURE_ALLOWED')])
  })

  it('with all problems told at once', () => {
    const env = { PANTAU_X_HOST: '0.0.0.0', PANTAU_X_TLS_KEY_PATH: 'key', PANTAU_AUTH_AUDIENCE: 'pantau' }
    expect(problemsOf(env)).toEqual([
      'TLS needs both PANTAU_X_TLS_CERT_PATH and PANTAU_X_TLS_KEY_PATH',
      expect.stringContaining('PANTAU_AUTHENTICATED is not true'),
      expect.stringContaining('PANTAU_INSECURE_ALLOWED'),
    ])
  })
})
