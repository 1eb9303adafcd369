import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectionUrl } from './connection-url.ts'
import { Secret } from './secret.ts'
import { SettingsError } from './settings-error.ts'

describe('connectionUrl', () => {
  it('carries any password so that decoding gives it back', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (password) => {
        const joined = new URL(
          connectionUrl('postgres://pantau@db:5432/pantau', new Secret(password)).reveal(),
        )
        expect(decodeURIComponent(joined.password)).toBe(password)
        expect([joined.username, joined.host, joined.pathname]).toEqual(['pantau', 'db:5432', '/pantau'])
      }),
    )
  })

  it('leaves a URL without a password as it is', () => {
    expect(connectionUrl('redis://valkey:6379/0', undefined).reveal()).toBe('redis://valkey:6379/0')
  })

  it('refuses to drop a password that the URL has no place for', () => {
    expect(() => connectionUrl('postgres:///pantau?host=/run/postgresql', new Secret('x'))).toThrow(
      SettingsError,
    )
  })
})
