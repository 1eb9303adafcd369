import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinLines, splitLines } from './json-lines.ts'

const line = fc.uint8Array().map((bytes) => bytes.filter((byte) => byte !== 0x0a))

describe('joinLines', () => {
  it('is undone by splitLines, empty lines included', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(splitLines(joinLines(lines))).toEqual(lines)
      }),
    )
  })

  it('gives a buffer that holds the lines and nothing else, so that it can be moved', () => {
    const joined = joinLines([new Uint8Array([1, 2]), new Uint8Array()])
    expect(joined.buffer.byteLength).toBe(4)
  })
})
