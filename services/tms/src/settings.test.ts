import { describe, expect, it } from 'vitest'
import { parseSettings, SettingsError } from '@pantau/service-runtime'
import { checkSettings, listenAddress, settings, tlsSettings } from './settings.ts'

const NOTHING = { host: undefined, port: undefined, tlsCertPath: undefined }
const NO_TLS = { tlsCertPath: undefined, tlsKeyPath: undefined, tlsClientCaPath: undefined }

describe('listenAddress', () => {
  it('keeps plain HTTP on this machine', () => {
    expect(listenAddress(NOTHING)).toEqual({ host: '127.0.0.1', port: 5_000 })
  })

  it('opens HTTPS to everybody', () => {
    expect(listenAddress({ ...NOTHING, tlsCertPath: 'a' })).toEqual({ host: '0.0.0.0', port: 5_443 })
  })

  it.each([undefined, 'a'])('does as it is told', (tlsCertPath) => {
    const told = { host: '10.0.2.7', port: 0 }
    expect(listenAddress({ ...told, tlsCertPath })).toEqual(told)
  })
})

describe('tlsSettings', () => {
  it('are absent for plain HTTP', () => {
    expect(tlsSettings(NO_TLS)).toBeUndefined()
  })

  it('are complete', () => {
    const tls = { tlsCertPath: 'cert', tlsKeyPath: 'key' }
    expect(tlsSettings({ ...NO_TLS, ...tls })).toEqual({ certPath: 'cert', keyPath: 'key' })
    expect(tlsSettings({ ...tls, tlsClientCaPath: 'ca' })).toEqual({
      certPath: 'cert',
      keyPath: 'key',
      caPath: 'ca',
    })
  })

  it.each([{ tlsCertPath: 'cert' }, { tlsKeyPath: 'key' }, { tlsClientCaPath: 'ca' }])(
    'are never half: %j',
    (half) => {
      expect(() => tlsSettings({ ...NO_TLS, ...half })).toThrow(SettingsError)
    },
  )
})

describe('checkSettings', () => {
  const NEEDED = { PANTAU_POSTGRES_URL: 'postgres://db/pantau', PANTAU_NATS_URLS: 'nats://nats' }
  const TLS = { PANTAU_TMS_TLS_CERT_PATH: 'cert', PANTAU_TMS_TLS_KEY_PATH: 'key' }
  const TOKENS = { PANTAU_AUTHENTICATED: 'true', PANTAU_AUTH_PUBLIC_KEY_PATH: 'public.pem' }

  function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
    try {
      checkSettings(parseSettings(settings, { ...NEEDED, ...env }))
      return []
    } catch (error) {
      if (error instanceof SettingsError) {
        return error.problems
      }
      throw error
    }
  }

  it.each<[string, Readonly<Record<string, string>>]>([
    ['everybody on this machine', {}],
    ['who shows a token', { ...TLS, ...TOKENS }],
    ['who shows a certificate', { ...TLS, PANTAU_TMS_TLS_CLIENT_CA_PATH: 'ca' }],
    ['everybody, where that was said to be fine', { ...TLS, PANTAU_INSECURE_ALLOWED: 'true' }],
    ['who shows a token, over plain HTTP', { PANTAU_TMS_HOST: '0.0.0.0', ...TOKENS }],
  ])('lets in %s', (_what, env) => {
    expect(problemsOf(env)).toEqual([])
  })

  it.each([TLS, { PANTAU_TMS_HOST: '0.0.0.0' }])(
    'does not let in everybody from elsewhere by accident: %j',
    (env) => {
      expect(problemsOf(env)).toEqual([expect.stringContaining('PANTAU_INSECURE_ALLOWED')])
    },
  )

  it('tells all problems at once', () => {
    const env = { PANTAU_TMS_HOST: '0.0.0.0', PANTAU_TMS_TLS_KEY_PATH: 'key', PANTAU_AUTH_AUDIENCE: 'pantau' }
    expect(problemsOf(env)).toEqual([
      expect.stringContaining('PANTAU_TMS_TLS_CERT_PATH'),
      expect.stringContaining('PANTAU_AUTHENTICATED is not true'),
      expect.stringContaining('PANTAU_INSECURE_ALLOWED'),
    ])
  })
})
