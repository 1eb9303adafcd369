import { describe, expect, it } from 'vitest'
import { SettingsError } from '@pantau/service-runtime'
import { listenAddress } from './settings.ts'

describe('where logins are taken', () => {
  it.each([
    ['127.0.0.1', false],
    ['localhost', false],
    ['::1', false],
    ['0.0.0.0', true],
  ])('is %s, with plain HTTP allowed for others: %s', (host, insecureAllowed) => {
    expect(listenAddress({ host, port: 3_020, insecureAllowed })).toEqual({ host, port: 3_020 })
  })

  it.each(['0.0.0.0', '::', '10.0.0.7', 'auth.bank.example'])('is not %s by accident', (host) => {
    expect(() => listenAddress({ host, port: 3_020, insecureAllowed: false })).toThrow(SettingsError)
  })
})
