import { describe, expect, it } from 'vitest'
import { findUnstorableText, isStorableText } from './unstorable-text.ts'

describe('isStorableText', () => {
  it.each(['', 'Sari', '😀', 'tab\tand\u0001control', '\uffff'])('%j can be stored', (text) => {
    expect(isStorableText(text)).toBe(true)
  })
  it.each(['a\0b', '\ud83d', '\ude00\ud83d', 'x\udc00'])('%j cannot', (text) => {
    expect(isStorableText(text)).toBe(false)
  })
})

describe('findUnstorableText', () => {
  it('finds nothing in what can be stored', () => {
    expect(findUnstorableText({ a: ['x', 1, null, true, { b: '😀' }] })).toBeUndefined()
  })

  it('names the place of a value', () => {
    expect(findUnstorableText({ a: { 'b/c~d': ['x', 'y\0'] } })?.path).toBe('/a/b~1c~0d/1')
  })

  it('names the object of a property name', () => {
    expect(findUnstorableText({ a: { 'b\ud800': 1 } })?.path).toBe('/a')
  })

  it('walks a document of any depth and keeps the path short', () => {
    let document: unknown = 'deep\0'
    for (let depth = 0; depth < 200_000; depth += 1) {
      document = [document]
    }
    expect(findUnstorableText(document)?.path).toHaveLength(256)
  })
})
