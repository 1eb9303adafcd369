import { describe, expect, it } from 'vitest'
import { readTenantAccess, tenantOf } from './tenant-access.ts'

const noFile = (path: string): string => {
  throw new Error(`nobody asked for ${path}`)
}

describe('who sends the payments', () => {
  it('is nobody in particular where there is no token', () => {
    expect(readTenantAccess({ TOKEN: '' }, noFile)).toEqual([{}])
  })

  it('is the holder of a token', () => {
    expect(readTenantAccess({ TOKEN: 'a.b.c' }, noFile)).toEqual([{ authorization: 'Bearer a.b.c' }])
  })

  it('are the tenants of a file, in turn', () => {
    const files = new Map([['/tokens.json', '{"NORTH":"n.n.n","SOUTH":"s.s.s"}']])
    const tenants = readTenantAccess({ TOKENS_FILE: '/tokens.json' }, (path) => files.get(path) ?? '')
    expect([0, 1, 2, 3].map((index) => tenantOf(tenants, index))).toEqual([
      { tenantId: 'NORTH', authorization: 'Bearer n.n.n' },
      { tenantId: 'SOUTH', authorization: 'Bearer s.s.s' },
      { tenantId: 'NORTH', authorization: 'Bearer n.n.n' },
      { tenantId: 'SOUTH', authorization: 'Bearer s.s.s' },
    ])
  })

  it.each([
    ['secret', 'does not hold JSON'],
    ['["secret"]', 'must hold an object'],
    ['{}', 'with at least one'],
    ['{"NORTH":"secret\\nheader: x"}', 'tenant NORTH is not a token'],
    ['{"NORTH":["secret"]}', 'tenant NORTH is not a token'],
  ])('is refused when the file holds %s, without a word of the token', (text, problem) => {
    const read = (): unknown => readTenantAccess({ TOKENS_FILE: '/tokens.json' }, () => text)
    expect(read).toThrow(problem)
    expect(read).not.toThrow('secret')
  })

  it('is given once', () => {
    expect(() => readTenantAccess({ TOKEN: 'a', TOKENS_FILE: 'b' }, noFile)).toThrow('both set')
  })
})
