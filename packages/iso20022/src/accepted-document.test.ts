import { describe, expect, it } from 'vitest'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import { acceptedDocument, EXAMPLE_MESSAGES, MESSAGE_SCHEMAS } from './index.ts'

const STATUS = 'pacs.002.001.12'
const { FIToFIPmtSts } = EXAMPLE_MESSAGES[STATUS]
const [charge] = FIToFIPmtSts.TxInfAndSts.ChrgsInf

/** The example status report with members of `TxInfAndSts` replaced or added. */
function statusWith(members: object): Record<string, unknown> {
  return {
    FIToFIPmtSts: { ...FIToFIPmtSts, TxInfAndSts: { ...FIToFIPmtSts.TxInfAndSts, ...members } },
  }
}

describe('a message as it was accepted', () => {
  it.each(TRANSACTION_TYPES)('is all of a %s', (type) => {
    expect(acceptedDocument(type, EXAMPLE_MESSAGES[type])).toEqual(EXAMPLE_MESSAGES[type])
  })

  it.each(TRANSACTION_TYPES)('says that it is a %s also where the sender did not', (type) => {
    const { TxTp: _, ...untyped } = EXAMPLE_MESSAGES[type]
    expect(acceptedDocument(type, untyped)).toEqual(EXAMPLE_MESSAGES[type])
  })

  it('has its members in the order of the schema', () => {
    const reversed = Object.fromEntries(Object.entries(EXAMPLE_MESSAGES[STATUS]).toReversed())
    expect(Object.keys(acceptedDocument(STATUS, reversed))).toEqual(
      Object.keys(MESSAGE_SCHEMAS[STATUS].properties),
    )
  })

  it.each<[string, object, object]>([
    ['leaves out what the schema does not know', { note: 'x', toString: 1, DataCache: {} }, {}],
    [
      'takes numbers and booleans for texts',
      { TxSts: true, OrgnlInstrId: 7 },
      { TxSts: 'true', OrgnlInstrId: '7' },
    ],
    ['takes nothing for an empty text', { AccptncDtTm: null }, { AccptncDtTm: '' }],
    [
      'takes texts for numbers, in lists too',
      { ChrgsInf: [charge, { ...charge, x: 1, Amt: { Amt: '1.50', Ccy: 2 } }] },
      { ChrgsInf: [charge, { ...charge, Amt: { Amt: 1.5, Ccy: '2' } }] },
    ],
    ['keeps an empty list', { ChrgsInf: [] }, { ChrgsInf: [] }],
  ])('%s', (_what, sent, accepted) => {
    expect(acceptedDocument(STATUS, statusWith(sent))).toEqual({ ...statusWith(accepted), TxTp: STATUS })
  })

  it('does not follow what nests beyond any stack', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(acceptedDocument(STATUS, statusWith({ deep }))).toEqual(EXAMPLE_MESSAGES[STATUS])
  })
})
