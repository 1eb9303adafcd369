import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packBytes } from './packed-bytes.ts'

test('every chunk can be taken out again where SQL would look for it', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.uint8Array(), { nil: undefined })), (chunks) => {
      const { packed, starts, lengths } = packBytes(chunks)
      const unpacked = starts.map((start, index) => {
        const length = lengths[index] ?? null
        return start === null || length === null ? undefined : packed.subarray(start - 1, start - 1 + length)
      })
      expect(unpacked.map((chunk) => chunk && [...chunk])).toEqual(chunks.map((chunk) => chunk && [...chunk]))
    }),
  )
})
