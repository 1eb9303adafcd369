import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { transferMessagesArbitrary } from './message-arbitraries.ts'
import { pacs002Document } from './pacs002-document.ts'
import { pacs008Document } from './pacs008-document.ts'
import { pain001Document } from './pain001-document.ts'
import { pain013Document } from './pain013-document.ts'

/** Every path of a document that ends in a value, with the kind of the value. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [`${path}: ${value === null ? 'null' : typeof value}`]
  }
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
}

const PERSON = [
  'Nm: string',
  'Id.PrvtId.DtAndPlcOfBirth.BirthDt: string',
  'Id.PrvtId.DtAndPlcOfBirth.CityOfBirth: string',
  'Id.PrvtId.DtAndPlcOfBirth.CtryOfBirth: string',
  'Id.PrvtId.Othr.0.Id: string',
  'Id.PrvtId.Othr.0.SchmeNm.Prtry: string',
  'CtctDtls.MobNb: string',
]
const ACCOUNT = ['Id.Othr.0.Id: string', 'Id.Othr.0.SchmeNm.Prtry: string', 'Nm: string']
const AGENT = ['FinInstnId.ClrSysMmbId.MmbId: string']
const MONEY = ['Amt.Amt: number', 'Amt.Ccy: string']
const within = (path: string, block: readonly string[]): string[] => block.map((leaf) => `${path}.${leaf}`)

const PACS008 = [
  'TxTp: string',
  ...within('FIToFICstmrCdtTrf', [
    'GrpHdr.MsgId: string',
    'GrpHdr.CreDtTm: string',
    'GrpHdr.NbOfTxs: number',
    'GrpHdr.SttlmInf.SttlmMtd: string',
    ...within('CdtTrfTxInf', [
      'PmtId.InstrId: string',
      'PmtId.EndToEndId: string',
      ...within('IntrBkSttlmAmt', MONEY),
      ...within('InstdAmt', MONEY),
      'XchgRate: string',
      'ChrgBr: string',
      ...within('ChrgsInf', MONEY),
      ...within('ChrgsInf.Agt', AGENT),
      ...['InitgPty', 'Dbtr', 'Cdtr'].flatMap((party) => within(party, PERSON)),
      ...['DbtrAcct', 'CdtrAcct'].flatMap((account) => within(account, ACCOUNT)),
      ...['DbtrAgt', 'CdtrAgt'].flatMap((agent) => within(agent, AGENT)),
      'Purp.Cd: string',
    ]),
    'RgltryRptg.Dtls.Tp: string',
    'RgltryRptg.Dtls.Cd: string',
    'RmtInf.Ustrd: string',
    'SplmtryData.Envlp.Doc.Xprtn: string',
    'SplmtryData.Envlp.Doc.InitgPty.Glctn.Lat: string',
    'SplmtryData.Envlp.Doc.InitgPty.Glctn.Long: string',
  ]),
]

const PACS002 = [
  'TxTp: string',
  ...within('FIToFIPmtSts', [
    'GrpHdr.MsgId: string',
    'GrpHdr.CreDtTm: string',
    ...within('TxInfAndSts', [
      'OrgnlInstrId: string',
      'OrgnlEndToEndId: string',
      'TxSts: string',
      ...within('ChrgsInf.0', MONEY),
      ...within('ChrgsInf.0.Agt', AGENT),
      'AccptncDtTm: string',
      ...within('InstgAgt', AGENT),
      ...within('InstdAgt', AGENT),
    ]),
  ]),
]

const INITIATION = [
  'GrpHdr.MsgId: string',
  'GrpHdr.CreDtTm: string',
  'GrpHdr.NbOfTxs: number',
  ...within('GrpHdr.InitgPty', PERSON),
  ...within('PmtInf', [
    'PmtInfId: string',
    'PmtMtd: string',
    'ReqdAdvcTp.DbtAdvc.Cd: string',
    'ReqdAdvcTp.DbtAdvc.Prtry: string',
    'ReqdExctnDt.DtTm: string',
    ...within('Dbtr', PERSON),
    ...within('DbtrAcct', ACCOUNT),
    ...within('DbtrAgt', AGENT),
    ...within('CdtTrfTxInf', [
      'PmtId.EndToEndId: string',
      'PmtTpInf.CtgyPurp.Prtry: string',
      ...within('Amt.InstdAmt', MONEY),
      ...within('Amt.EqvtAmt', MONEY),
      'Amt.EqvtAmt.CcyOfTrf: string',
      'ChrgBr: string',
      ...within('CdtrAgt', AGENT),
      ...within('Cdtr', PERSON),
      ...within('CdtrAcct', ACCOUNT),
      'Purp.Cd: string',
      'RgltryRptg.Dtls.Tp: string',
      'RgltryRptg.Dtls.Cd: string',
    ]),
  ]),
  'SplmtryData.Envlp.Doc.InitgPty.Glctn.Lat: string',
  'SplmtryData.Envlp.Doc.InitgPty.Glctn.Long: string',
]

const NAMES = ['FrstNm: string', 'MddlNm: string', 'LastNm: string', 'MrchntClssfctnCd: string']
const PAIN001 = [
  'TxTp: string',
  ...within('CstmrCdtTrfInitn', [
    ...INITIATION,
    'PmtInf.ReqdExctnDt.Dt: string',
    'PmtInf.CdtTrfTxInf.Amt.EqvtAmt.XchgRateInf.UnitCcy: string',
    'PmtInf.CdtTrfTxInf.Amt.EqvtAmt.XchgRateInf.XchgRate: number',
    'PmtInf.CdtTrfTxInf.RmtInf.Ustrd: string',
    ...within('PmtInf.CdtTrfTxInf.SplmtryData.Envlp.Doc', [
      ...within('Dbtr', NAMES),
      ...within('Cdtr', NAMES),
      'DbtrFinSvcsPrvdrFees.Ccy: string',
      'DbtrFinSvcsPrvdrFees.Amt: number',
      'Xprtn: string',
    ]),
    'SplmtryData.Envlp.Doc.InitgPty.InitrTp: string',
  ]),
]

const PAIN013 = [
  'TxTp: string',
  ...within('CdtrPmtActvtnReq', [
    ...INITIATION,
    'PmtInf.XpryDt.DtTm: string',
    ...['PyeeRcvAmt', 'PyeeFinSvcsPrvdrFee', 'PyeeFinSvcsPrvdrComssn'].flatMap((amount) =>
      within(`PmtInf.CdtTrfTxInf.SplmtryData.Envlp.Doc.${amount}`, MONEY),
    ),
  ]),
]

describe('each document has every required field of its message, and no other', () => {
  it.each([
    ['pacs.008.001.10', pacs008Document(), PACS008],
    ['pacs.002.001.12', pacs002Document(), PACS002],
    ['pain.001.001.11', pain001Document(), PAIN001],
    ['pain.013.001.09', pain013Document(), PAIN013],
  ])('%s', (type, document, expected) => {
    expect(document.TxTp).toBe(type)
    expect(leaves(document).sort()).toEqual([...expected].sort())
  })

  it('whatever the transfer', () => {
    fc.assert(
      fc.property(transferMessagesArbitrary(), ({ pacs008, pacs002, pain001, pain013 }) => {
        expect(leaves(pacs008).sort()).toEqual([...PACS008].sort())
        expect(leaves(pacs002).sort()).toEqual([...PACS002].sort())
        expect(leaves(pain001).sort()).toEqual([...PAIN001].sort())
        expect(leaves(pain013).sort()).toEqual([...PAIN013].sort())
      }),
    )
  })
})

it('puts what is asked for where the message carries it', () => {
  const overrides = {
    endToEndId: 'E2E-9',
    messageId: 'M-9',
    createdAtMs: Date.UTC(2026, 1, 2, 3, 4, 5, 678),
    amount: 0.1,
    currency: 'USD',
    debtor: { accountId: 'D-9' },
    creditor: { accountId: 'C-9', memberId: 'BANKZZ09' },
  }
  const { GrpHdr, CdtTrfTxInf } = pacs008Document(overrides).FIToFICstmrCdtTrf
  expect(GrpHdr).toMatchObject({ MsgId: 'M-9', CreDtTm: '2026-02-02T03:04:05.678Z' })
  expect(CdtTrfTxInf).toMatchObject({
    PmtId: { EndToEndId: 'E2E-9' },
    InstdAmt: { Amt: { Amt: 0.1, Ccy: 'USD' } },
    IntrBkSttlmAmt: { Amt: { Amt: 0.1, Ccy: 'USD' } },
    DbtrAcct: { Id: { Othr: [{ Id: 'D-9' }] } },
    CdtrAcct: { Id: { Othr: [{ Id: 'C-9' }] } },
    CdtrAgt: { FinInstnId: { ClrSysMmbId: { MmbId: 'BANKZZ09' } } },
  })
  expect(pacs002Document({ ...overrides, status: 'RJCT' }).FIToFIPmtSts.TxInfAndSts).toMatchObject({
    OrgnlEndToEndId: 'E2E-9',
    TxSts: 'RJCT',
  })
  expect(pain001Document(overrides).CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf.CdtrAcct.Id.Othr[0]?.Id).toBe('C-9')
  expect(pain013Document(overrides).CdtrPmtActvtnReq.PmtInf.DbtrAcct.Id.Othr[0]?.Id).toBe('D-9')
})

it('makes documents that survive being sent as JSON', () => {
  fc.assert(
    fc.property(transferMessagesArbitrary(), ({ pacs008, pacs002, pain001, pain013 }) => {
      const documents = [pacs008, pacs002, pain001, pain013]
      expect(JSON.parse(JSON.stringify(documents))).toEqual(documents)
    }),
  )
})
