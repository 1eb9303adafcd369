import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { routePrivileges } from '@pantau/auth'
import { parseUsers, UsersFileError } from './parse-users.ts'
import { isPasswordOf } from './password-hash.ts'

const HASH = '$scrypt$ln=15,r=8,p=3$Z1kjFr0ThXjlwMS4pfQztg$zETF/Z4KWfyot20lcbYpSAkb6tyx56qfRUZfWHZ0Pmg'
const ANN = { username: 'ann', passwordHash: HASH, tenantId: 'B', groups: ['writers'], claims: ['C'] }

function fileOf(...users: readonly object[]): string {
  return JSON.stringify({ groups: { writers: ['A', 'C'], readers: ['B'] }, users })
}

describe('a users file', () => {
  it('gives every user what the user and the groups may do', () => {
    const users = parseUsers(fileOf(ANN, { username: 'bob', passwordHash: HASH, tenantId: 'B' }))
    expect([...users.values()]).toMatchObject([
      { username: 'ann', tenantId: 'B', groups: ['writers'], privileges: ['C', 'A'] },
      { username: 'bob', tenantId: 'B', groups: [], privileges: [] },
    ])
  })

  it.each<[string, string]>([
    ['it is no JSON', 'users:'],
    ['/ must have required properties users', '{"groups":{}}'],
    ['/users/0', fileOf({ ...ANN, password: 'x' })],
    ['/users/1/username is there twice', fileOf(ANN, ANN)],
    ['/users/0/passwordHash is no hash', fileOf({ ...ANN, passwordHash: 'secret words' })],
    ['/users/0/groups names toString', fileOf({ ...ANN, groups: ['toString'] })],
    ['/users/0/tenantId', fileOf({ ...ANN, tenantId: 'a:b' })],
  ])('is refused: %s', (problem, text) => {
    expect(() => parseUsers(text)).toThrow(UsersFileError)
    expect(() => parseUsers(text)).toThrow(problem)
    expect(() => parseUsers(text)).not.toThrow(/secret words/)
  })

  it('is refused with all its problems at once', () => {
    const broken = fileOf({ ...ANN, passwordHash: 'x', tenantId: '>' }, { ...ANN, groups: ['nobody'] })
    expect(() => parseUsers(broken)).toThrow(/^(?=.*\/0\/passwordHash)(?=.*\/0\/tenantId)(?=.*\/1\/groups)/)
  })
})

describe('the example', () => {
  const file = new URL('../example-users.json', import.meta.url)
  const users = parseUsers(readFileSync(file, 'utf8'))

  it('has a user for each of three tenants who may do everything', () => {
    const all = routePrivileges.map(({ privilege }) => privilege).sort()
    expect([...users.values()].map(({ tenantId }) => tenantId)).toEqual([
      'DEFAULT',
      'tenant-001',
      'tenant-002',
    ])
    for (const { privileges, groups } of users.values()) {
      expect([...privileges].sort()).toEqual(all)
      expect(groups).toEqual(['tazama-tms', 'tazama-conditions', 'tazama-config', 'tazama-reports'])
    }
  })

  it('has the password that its page names', async () => {
    for (const { passwordHash } of users.values()) {
      expect(await isPasswordOf('password', passwordHash)).toBe(true)
    }
  })
})
