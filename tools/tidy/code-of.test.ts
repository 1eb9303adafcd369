import { describe, expect, it } from 'vitest'
import { codeOf } from './code-of.ts'

describe('codeOf', () => {
  it.each([
    ['a line comment', 'a // b\nc', 'a     \nc'],
    ['a block comment over lines', 'a /* b\n c */ d', 'a     \n      d'],
    ['an address in a string', "x('http://a') // b", "x('http://a')     "],
    ['a comment mark in a template', '`/* ${a} */` /* b */', '`/* ${a} */`        '],
    ['an escaped quote', "'it\\'s // one' // two", "'it\\'s // one'       "],
    ['a quote in a regular expression', "a.match(/'/) // b", "a.match(/'/)     "],
    ['slashes in a class of a regular expression', 'a = /[/*]/ // b', 'a = /[/*]/     '],
    ['a division', "a / b // 'c'", 'a / b       '],
  ])('blanks out comments beside %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code)
  })
})
