import { describe, expect, it } from 'vitest'
import { SettingsError } from '@pantau/service-runtime'
import { listenAddress, tlsSettings } from './settings.ts'

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
