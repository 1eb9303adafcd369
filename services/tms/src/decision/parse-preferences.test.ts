import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePreferences } from './parse-preferences.ts'

const token = fc.string({
  unit: fc.constantFrom(..."abzAZ09!#$%&'*+-.^_`|~".split('')),
  minLength: 1,
  maxLength: 6,
})
const quotedText = fc.string({ unit: fc.constantFrom(...'a1 ,;="\\é'.split('')), maxLength: 6 })
const space = fc.constantFrom('', ' ', '\t ')

interface Written {
  readonly name: string
  readonly value: string
  readonly text: string
}

const quoted = quotedText.map((value) => ({
  value,
  text: `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`,
}))
const word = fc.oneof(
  token.map((value) => ({ value, text: value })),
  quoted,
)
const parameter = fc.oneof(
  fc.constant(''),
  token,
  fc.tuple(token, quoted).map(([name, { text }]) => `${name}=${text}`),
)

const preference: fc.Arbitrary<Written> = fc
  .record({
    name: token,
    word: fc.option(word),
    spaces: fc.tuple(space, space),
    parameters: fc.array(parameter, { maxLength: 2 }),
  })
  .map(({ name, word: given, spaces: [before, after], parameters }) => ({
    name: name.toLowerCase(),
    value: given?.value ?? '',
    text: [
      given === null ? `${before}${name}${after}` : `${name}${before}=${after}${given.text}`,
      ...parameters,
    ].join(`${before};${after}`),
  }))

describe('parsePreferences', () => {
  it('reads what is written, the first of each name', () => {
    fc.assert(
      fc.property(fc.array(preference, { maxLength: 6 }), space, (written, between) => {
        const expected = new Map<string, string>()
        for (const { name, value } of written) {
          if (!expected.has(name)) {
            expected.set(name, value)
          }
        }
        const header = written.map(({ text }) => text).join(`${between},${between}`)
        expect([...parsePreferences(header)]).toEqual([...expected])
      }),
    )
  })

  it('passes over what is no preference, and reads what is beside it', () => {
    const broken = fc.constantFrom(
      '',
      ' ',
      '=',
      '=1',
      'a b',
      'a=b c',
      'a="b"c',
      '"a"',
      'a=(',
      'é',
      '@',
      ';',
      ';a=1',
    )
    fc.assert(
      fc.property(fc.array(broken), fc.array(broken), (before, after) => {
        const header = [...before, 'wait=5', ...after].join(',')
        expect([...parsePreferences(header)]).toEqual([['wait', '5']])
      }),
    )
  })

  it('reads any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a=",;\\ \t'.split('')) }), (header) => {
        for (const name of parsePreferences(header).keys()) {
          expect(name).toMatch(/^a+$/)
        }
      }),
    )
  })

  it.each([
    ['wait=5, wait=6', '5'],
    ['WAIT = "5" ; wait=6', '5'],
    ['a="x, wait=1", wait=5', '5'],
    [String.raw`a="\", wait=1", wait=5`, '5'],
    ['a="open, wait=5', undefined],
  ])('%s', (header, value) => {
    expect(parsePreferences(header).get('wait')).toBe(value)
  })
})
