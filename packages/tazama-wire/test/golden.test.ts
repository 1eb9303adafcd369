import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeDocument, encodeDocument } from '@pantau/tazama-wire'
import { DOCUMENTED_FIELDS } from './documented-fields.ts'
import { GOLDEN_DOCUMENTS } from './golden-documents.ts'
import { readWire } from './wire-reader.ts'

/** Bytes that receivers have been given, as lines of hexadecimal digits. They do not change. */
function goldenBytes(name: string): Buffer {
  const lines = readFileSync(new URL(`golden/${name}.hex`, import.meta.url), 'utf8')
  return Buffer.from(lines.replaceAll(/\s/g, ''), 'hex')
}

describe.each(Object.entries(GOLDEN_DOCUMENTS))('%s', (name, document) => {
  it('is written as it always was', () => {
    expect(Buffer.from(encodeDocument(document)).toString('hex')).toBe(goldenBytes(name).toString('hex'))
  })

  it('arrives whole, but for the description in the map', () => {
    const { networkMap } = document
    const messages = networkMap.messages.map((message) => ({
      ...message,
      typologies: message.typologies.map(({ desc: _lost, ...typology }) => typology),
    }))
    const expected = { ...document, networkMap: { ...networkMap, messages } }
    expect(readWire(goldenBytes(name), DOCUMENTED_FIELDS)).toEqual(expected)
    expect(decodeDocument(goldenBytes(name))).toEqual(expected)
  })
})
