import { expect, test } from 'vitest'
import { UndecodableAccountStateError } from './account-state-errors.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

const LENGTHS = [0, 1, 7, 8, 9, 255, 256, 257, 1_000]

test.each(LENGTHS)('a text of %i units is read as it was written, and what follows it', (length) => {
  const ascii = 'AZ09-\u0000\u007f'.repeat(length).slice(0, length)
  const texts = [ascii, `${ascii}\u00e9`, `\u20ac${ascii}`, `${ascii}\ud800`]
  const writer = new ByteWriter()
  for (const text of texts) {
    writer.writeText(text)
  }
  writer.writeNumber(77)
  const reader = new ByteReader(writer.view())
  expect(texts.map(() => reader.readText())).toEqual(texts)
  expect(reader.readNumber()).toBe(77)
  reader.expectEnd()
})

test.each(LENGTHS.filter((length) => length > 0))(
  'a text of %i units that ends early is refused',
  (length) => {
    const writer = new ByteWriter()
    writer.writeText('a'.repeat(length))
    const reader = new ByteReader(writer.view().slice(), 0, writer.sizeBytes - 1)
    expect(() => reader.readText()).toThrow(UndecodableAccountStateError)
  },
)
