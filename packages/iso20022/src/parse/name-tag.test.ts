import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameTag } from './name-tag.ts'

test.each([
  ['Sari Dewi', 'DEWI, SARI'],
  ['PT. Maju Jaya, Tbk.', 'maju jaya'],
  ['Maju Jaya (Persero) PT', 'Maju  Jaya'],
  ['José Müller', 'Jose\u0301 Mu\u0308ller'],
  ['José Müller', 'JOSE MULLER'],
  ['Ｓａｒｉ', 'Sari'],
])('%s and %s are one name', (left, right) => {
  expect(nameTag(left)).toBe(nameTag(right))
})

test.each([
  ['Sari Dewi', 'Sari Dewa'],
  ['Sari Dewi', 'Sari'],
  ['Toko 1', 'Toko 2'],
  ['李小龍', '李小龙'],
])('%s and %s are two', (left, right) => {
  expect(nameTag(left)).not.toBe(nameTag(right))
})

test.each(['', ' ', '-', 'PT', '\u0301', '...'])('%j is no name', (name) => {
  expect(nameTag(name)).toBeUndefined()
})

test('whatever the name, its tag has 48 bits, and does not depend on the order of words', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 5 }), (words) => {
      const tag = nameTag(words.join(' '))
      expect(tag === undefined || (Number.isInteger(tag) && tag >= 0 && tag < 2 ** 48)).toBe(true)
      expect(nameTag(words.toReversed().join(' '))).toBe(tag)
    }),
  )
})
