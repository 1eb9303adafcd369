import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CANONICAL_DEPTH_MAX, canonicalJson, NotJsonError } from './canonical-json.ts'

test('members are sorted, undefined ones left out, nothing is spaced', () => {
  expect(canonicalJson({ b: 1, a: [true, null, 'x'], c: { z: 1, y: undefined } })).toBe(
    '{"a":[true,null,"x"],"b":1,"c":{"z":1}}',
  )
})

// Source of the example: RFC 8785, section 3.2.3.
test('members are sorted by UTF-16 code units', () => {
  const value = { '\u20ac': 'Euro', '\r': 'CR', '\ufb33': 'Dalet', '1': 'One', '\ud83d\ude00': 'Smile' }
  expect(Object.keys(JSON.parse(canonicalJson(value)) as object)).toHaveLength(5)
  expect(canonicalJson(value)).toBe(
    '{"\\r":"CR","1":"One","\u20ac":"Euro","\ud83d\ude00":"Smile","\ufb33":"Dalet"}',
  )
})

test('numbers are written as ECMAScript writes them, and -0 as 0', () => {
  expect(canonicalJson([1.0, 1e30, 4.5e-7, -0, 333_333_333.333_333_3])).toBe(
    '[1,1e+30,4.5e-7,0,333333333.3333333]',
  )
})

test('is JSON of the same value, whatever the order of members', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(reversed(value))).toBe(text)
    }),
  )
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(reversed)
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .map(([name, member]) => [name, reversed(member)])
          .toReversed(),
      )
    : value
}

describe('what JSON cannot hold is refused', () => {
  test.each([
    ['NaN', { a: Number.NaN }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a bigint', 1n],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a hole in a list', Array<number>(2)],
    ['a function', { a: () => 1 }],
    ['a date', new Date(0)],
    ['a map', new Map()],
  ])('%s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(NotJsonError)
  })

  test('nesting beyond every configuration', () => {
    expect(canonicalJson(nested(CANONICAL_DEPTH_MAX))).toContain('[0]')
    expect(() => canonicalJson(nested(CANONICAL_DEPTH_MAX + 1))).toThrow(NotJsonError)
  })
})

function nested(depth: number): unknown {
  let value: unknown = 0
  for (let level = 0; level < depth; level += 1) {
    value = [value]
  }
  return value
}
