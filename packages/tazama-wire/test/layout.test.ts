import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDocument, UndecodableDocumentError } from '@pantau/tazama-wire'
import { encodeMembers } from '../src/encode-document.ts'
import { FRMS_MESSAGE } from '../src/layout.ts'
import { DOCUMENTED_FIELDS } from './documented-fields.ts'
import { heldBy } from './documented-message.ts'
import type { DocumentedMessage, Kind } from './documented-message.ts'
import { readWire } from './wire-reader.ts'

const SCALARS: Readonly<Record<Kind, fc.Arbitrary<unknown>>> = {
  s: fc.string({ unit: 'binary' }),
  d: fc.double({ noNaN: true }),
  u: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  b: fc.boolean(),
}

function anyMessage(fields: DocumentedMessage, isWhole: boolean): fc.Arbitrary<Record<string, unknown>> {
  const one = (holds: Kind | DocumentedMessage): fc.Arbitrary<unknown> =>
    typeof holds === 'string' ? SCALARS[holds] : anyMessage(holds, isWhole)
  const members = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const held = heldBy(field)
      const value = one(held.one)
      return [name, held.isRepeated ? fc.array(value, { minLength: 1, maxLength: 2 }) : value]
    }),
  )
  return fc.record(members, isWhole ? {} : { requiredKeys: [] })
}

function leavesOf(fields: DocumentedMessage): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const { one } = heldBy(field)
    return typeof one === 'string'
      ? [`${name}=${field[0]} ${one}`]
      : leavesOf(one).map((leaf) => `${name}=${field[0]}.${leaf}`)
  })
}

describe('the layout', () => {
  it('writes every documented field under its number, and has no other', () => {
    const document = fc.sample(anyMessage(DOCUMENTED_FIELDS, true), { numRuns: 1, seed: 4 })[0] ?? {}
    expect(readWire(encodeMembers(document), DOCUMENTED_FIELDS)).toEqual(document)
    expect(leavesOfLayout(FRMS_MESSAGE).sort()).toEqual(leavesOf(DOCUMENTED_FIELDS).sort())
  })

  it('is read as it was written, by a reader that knows the numbers only and by its own', () => {
    fc.assert(
      fc.property(anyMessage(DOCUMENTED_FIELDS, false), (document) => {
        const bytes = encodeMembers(document)
        expect(readWire(bytes, DOCUMENTED_FIELDS)).toEqual(document)
        expect(decodeDocument(bytes)).toEqual(document)
      }),
      { numRuns: 60 },
    )
  })

  it('reads any bytes as a message or not at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          expect(decodeDocument(bytes)).toBeTypeOf('object')
        } catch (error) {
          expect(error).toBeInstanceOf(UndecodableDocumentError)
        }
      }),
    )
  })
})

const KINDS: Readonly<Record<string, Kind>> = { string: 's', double: 'd', uint32: 'u', bool: 'b' }

function leavesOfLayout(type: typeof FRMS_MESSAGE): string[] {
  return type.fieldsArray.flatMap((field) => {
    const place = `${field.name}=${field.id}`
    const { resolvedType } = field
    return resolvedType !== null && 'fieldsArray' in resolvedType
      ? leavesOfLayout(resolvedType).map((leaf) => `${place}.${leaf}`)
      : [`${place} ${KINDS[field.type]}`]
  })
}
