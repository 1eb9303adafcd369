import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDocument } from './decode-document.ts'
import { encodeMembers } from './encode-document.ts'
import { WHOLE_NUMBER_MAX } from './fit-scalar.ts'

const hex = (members: Readonly<Record<string, unknown>>): string =>
  Array.from(encodeMembers(members), (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** What arrives. */
const sent = (members: Readonly<Record<string, unknown>>): unknown => decodeDocument(encodeMembers(members))

describe('bytes worked out by hand', () => {
  it.each([
    // field 6 of 6 bytes { field 4 of 4 bytes "ALRT" }
    [{ report: { status: 'ALRT' } }, '32 06 22 04 41 4c 52 54'],
    // field 6 { field 6 { field 3: 300 = 0x2c | 0x80, 2 } }
    [{ report: { tadpResult: { prcgTm: 300 } } }, '32 05 32 03 18 ac 02'],
    // field 4 { field 5 { field 1: 1250.75, little-endian } }
    [{ DataCache: { instdAmt: { amt: 1250.75 } } }, '22 0b 2a 09 09 00 00 00 00 00 8b 93 40'],
    // field 12 { field 8: false, field 4: 0 }, in the order of the numbers
    [{ typologyResult: { review: false, result: 0 } }, '62 04 20 00 40 00'],
    // field 16, whose tag takes two bytes
    [{ TenantId: 'T' }, '82 01 01 54'],
    [{}, ''],
  ])('%j', (members, expected) => {
    expect(hex(members)).toBe(expected)
  })
})

describe('what does not arrive', () => {
  it('members that the layout does not name, at any depth', () => {
    expect(sent({ message: 'x', report: { status: 'NALT', extra: { deep: 1 } } })).toEqual({
      report: { status: 'NALT' },
    })
  })

  it('nulls, empty lists and values of another kind', () => {
    expect(
      sent({
        TxTp: null,
        networkMap: { active: 'yes', cfg: ['a'], messages: [], tenantId: { a: 1 } },
        report: 'ALRT',
        metaData: [1],
        typologyResult: { ruleResults: { id: 'not in a list' } },
        conditionEdge: { evtTp: [null, 'all', {}] },
        DataCache: { xchgRate: 'about one' },
      }),
    ).toEqual({ networkMap: {}, typologyResult: {}, conditionEdge: { evtTp: ['all'] }, DataCache: {} })
  })

  it('what an object inherits', () => {
    expect(sent(Object.create({ TxTp: 'inherited' }) as Record<string, unknown>)).toEqual({})
  })
})

describe('whole numbers', () => {
  it.each([
    [-1, 0],
    [-0.5, 0],
    [0.999, 0],
    [299.6, 299],
    [5_000_000_000, WHOLE_NUMBER_MAX],
    [Number.POSITIVE_INFINITY, WHOLE_NUMBER_MAX],
    [4_294_967_295, 4_294_967_295],
    ['12', 12],
  ])('%s is sent as %d', (result, expected) => {
    expect(sent({ typologyResult: { result } })).toEqual({ typologyResult: { result: expected } })
  })

  it('keep their order, so that a score at its threshold is not sent as one below it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, another) => {
        const [low, high] = one < another ? [one, another] : [another, one]
        const { ruleResult } = decodeDocument(encodeMembers({ ruleResult: { prcgTm: low, wght: high } }))
        const { prcgTm, wght } = ruleResult as { prcgTm: number; wght: number }
        expect(prcgTm).toBeLessThanOrEqual(wght)
      }),
    )
  })
})

it('takes numbers and texts for each other, as the messages are accepted', () => {
  expect(
    sent({
      transaction: {
        FIToFICstmrCdtTrf: {
          GrpHdr: { MsgId: 417, NbOfTxs: '1' },
          CdtTrfTxInf: { InstdAmt: { Amt: { Amt: '1250.75', Ccy: true } }, ChrgBr: ' ' },
        },
      },
    }),
  ).toEqual({
    transaction: {
      FIToFICstmrCdtTrf: {
        GrpHdr: { MsgId: '417', NbOfTxs: 1 },
        CdtTrfTxInf: { InstdAmt: { Amt: { Amt: 1250.75, Ccy: 'true' } }, ChrgBr: ' ' },
      },
    },
  })
})
