import { describe, expect, it } from 'vitest'
import type { MessageDocuments, ParseResult, ParsedMessage, Problem } from '../index.ts'
import { EXAMPLE_MESSAGES, parseMessage } from '../index.ts'

const SARI = 'CUST0001874CIF'
const BAYU = 'CUST0009206CIF'
const SARIS_ACCOUNT = '7710034512BBANMELATI01'
const BAYUS_ACCOUNT = '5520098871BBANKENANGA7'
const QUOTED = { quoting: true }
const UNQUOTED = { quoting: false }

function parsed(result: ParseResult): ParsedMessage {
  if (result.kind === 'refused') {
    throw new Error(JSON.stringify(result.problems))
  }
  return result.message
}

function problems(result: ParseResult): readonly Problem[] {
  return result.kind === 'refused' ? result.problems : []
}

type Transfer = MessageDocuments['pacs.008.001.10']['FIToFICstmrCdtTrf']

/** The example credit transfer with one part changed. */
function pacs008(change: (root: Transfer) => void): MessageDocuments['pacs.008.001.10'] {
  const document = structuredClone(EXAMPLE_MESSAGES['pacs.008.001.10'])
  change(document.FIToFICstmrCdtTrf)
  return document
}

function problemsOf(change: (root: Transfer) => void): readonly Problem[] {
  return problems(parseMessage('pacs.008.001.10', pacs008(change), UNQUOTED))
}

describe('parseMessage: pacs.008', () => {
  it('reads the instruction', () => {
    expect(parsed(parseMessage('pacs.008.001.10', EXAMPLE_MESSAGES['pacs.008.001.10'], UNQUOTED))).toEqual({
      transactionType: 'pacs.008.001.10',
      messageId: 'MELATI-P8-20261104-88121',
      endToEndId: 'E2E-20261104-88121',
      createdAt: '2026-11-04T02:31:14.730Z',
      createdAtMs: Date.UTC(2026, 10, 4, 2, 31, 14, 730),
      instruction: {
        endToEndId: 'E2E-20261104-88121',
        createdAt: '2026-11-04T02:31:14.730Z',
        createdAtMs: Date.UTC(2026, 10, 4, 2, 31, 14, 730),
        debtor: { accountId: SARIS_ACCOUNT, entityId: SARI },
        creditor: { accountId: BAYUS_ACCOUNT, entityId: BAYU },
        instructed: { amountMinor: 47_500_050n, currency: 'IDR' },
        settlement: { amountMinor: 47_500_050n, currency: 'IDR' },
        exchangeRate: '1',
        purposeCode: 'MP2B',
        remittanceText: 'motorcycle repair',
        debtorBirthDate: '1988-05-17',
        creditorBirthDate: '1975-12-02',
        location: { latitudeDegrees: -6.9147, longitudeDegrees: 107.6098 },
        debtorNameTag: 165690808540655,
        creditorNameTag: 224059487765570,
      },
      transaction: {
        sourceAccountId: SARIS_ACCOUNT,
        destinationAccountId: BAYUS_ACCOUNT,
        amountMinor: 47_500_050n,
        currency: 'IDR',
      },
      accounts: [SARIS_ACCOUNT, BAYUS_ACCOUNT],
      entities: [SARI, BAYU],
      accountHolders: [
        { entityId: SARI, accountId: SARIS_ACCOUNT },
        { entityId: BAYU, accountId: BAYUS_ACCOUNT },
      ],
    })
  })

  it('leaves persons to the initiation where payments are quoted', () => {
    const message = parsed(parseMessage('pacs.008.001.10', EXAMPLE_MESSAGES['pacs.008.001.10'], QUOTED))
    expect(message.accounts).toEqual([SARIS_ACCOUNT, BAYUS_ACCOUNT])
    expect(message.entities).toEqual([])
    expect(message.accountHolders).toEqual([])
  })

  it('leaves out details that say nothing, and dates and places that are none', () => {
    const document = pacs008((root) => {
      delete root.CdtTrfTxInf.XchgRate
      root.CdtTrfTxInf.Purp.Cd = ''
      root.RmtInf.Ustrd = ''
      root.CdtTrfTxInf.Dbtr.Id.PrvtId.DtAndPlcOfBirth.BirthDt = '1988-02-30'
      root.CdtTrfTxInf.Cdtr.Id.PrvtId.DtAndPlcOfBirth.BirthDt = 'unknown'
      root.CdtTrfTxInf.Dbtr.Nm = ''
      root.CdtTrfTxInf.Cdtr.Nm = ' . '
      root.SplmtryData.Envlp.Doc.InitgPty.Glctn = { Lat: '', Long: '107.6' }
    })
    const { instruction } = parsed(parseMessage('pacs.008.001.10', document, UNQUOTED))
    expect(Object.keys(instruction ?? {}).sort()).toEqual(
      ['createdAt', 'createdAtMs', 'creditor', 'debtor', 'endToEndId', 'instructed', 'settlement'].sort(),
    )
  })

  it.each(['90.1', '-91', '1e1', 'NaN', '0x10', '5,5'])('takes latitude %s for no place', (latitude) => {
    const document = pacs008((root) => {
      root.SplmtryData.Envlp.Doc.InitgPty.Glctn.Lat = latitude
    })
    const { instruction } = parsed(parseMessage('pacs.008.001.10', document, UNQUOTED))
    expect(instruction?.location).toBeUndefined()
  })

  it('scales an amount by its currency', () => {
    const document = pacs008((root) => {
      root.CdtTrfTxInf.InstdAmt = { Amt: { Amt: 1250, Ccy: 'JPY' } }
      root.CdtTrfTxInf.IntrBkSttlmAmt = { Amt: { Amt: 3.0005, Ccy: 'KWD' } }
    })
    const { instruction } = parsed(parseMessage('pacs.008.001.10', document, UNQUOTED))
    expect(instruction?.instructed).toEqual({ amountMinor: 1250n, currency: 'JPY' })
    expect(instruction?.settlement).toEqual({ amountMinor: 3001n, currency: 'KWD' })
  })
})

describe('parseMessage: the other types', () => {
  it('reads a status report, whose accounts are those of its instruction', () => {
    expect(parsed(parseMessage('pacs.002.001.12', EXAMPLE_MESSAGES['pacs.002.001.12'], UNQUOTED))).toEqual({
      transactionType: 'pacs.002.001.12',
      messageId: 'KENANGA-P2-20261104-40078',
      endToEndId: 'E2E-20261104-88121',
      createdAt: '2026-11-04T02:31:15.118Z',
      createdAtMs: Date.UTC(2026, 10, 4, 2, 31, 15, 118),
      status: 'ACCC',
      transaction: {},
      accounts: [],
      entities: [],
      accountHolders: [],
    })
  })

  it('reads an initiation with its place, and makes the persons known', () => {
    expect(parsed(parseMessage('pain.001.001.11', EXAMPLE_MESSAGES['pain.001.001.11'], QUOTED))).toEqual({
      transactionType: 'pain.001.001.11',
      messageId: 'MELATI-P1-20261104-88121',
      endToEndId: 'E2E-20261104-88121',
      createdAt: '2026-11-04T02:31:10.250Z',
      createdAtMs: Date.UTC(2026, 10, 4, 2, 31, 10, 250),
      transaction: {
        sourceAccountId: SARIS_ACCOUNT,
        destinationAccountId: BAYUS_ACCOUNT,
        amountMinor: 47_500_050n,
        currency: 'IDR',
        latitude: '-6.9147',
        longitude: '107.6098',
      },
      accounts: [SARIS_ACCOUNT, BAYUS_ACCOUNT],
      entities: [SARI, BAYU],
      accountHolders: [
        { entityId: SARI, accountId: SARIS_ACCOUNT },
        { entityId: BAYU, accountId: BAYUS_ACCOUNT },
      ],
    })
  })

  it('turns a payment activation request round, and makes only the accounts known', () => {
    const message = parsed(parseMessage('pain.013.001.09', EXAMPLE_MESSAGES['pain.013.001.09'], QUOTED))
    expect(message.transaction).toEqual({
      sourceAccountId: BAYUS_ACCOUNT,
      destinationAccountId: SARIS_ACCOUNT,
      amountMinor: 47_500_050n,
      currency: 'IDR',
    })
    expect(message.accounts).toEqual([SARIS_ACCOUNT, BAYUS_ACCOUNT])
    expect(message.entities).toEqual([])
  })
})

describe('parseMessage: refusals name the place', () => {
  const transfer = '/FIToFICstmrCdtTrf/CdtTrfTxInf'
  const long = 'x'.repeat(1_025)

  it.each<[string, (root: Transfer) => void]>([
    ['/FIToFICstmrCdtTrf/GrpHdr/MsgId', (root) => (root.GrpHdr.MsgId = '')],
    ['/FIToFICstmrCdtTrf/GrpHdr/MsgId', (root) => (root.GrpHdr.MsgId = long)],
    ['/FIToFICstmrCdtTrf/GrpHdr/MsgId', (root) => (root.GrpHdr.MsgId = '€'.repeat(342))],
    ['/FIToFICstmrCdtTrf/GrpHdr/MsgId', (root) => (root.GrpHdr.MsgId = 'a\0')],
    ['/FIToFICstmrCdtTrf/GrpHdr/MsgId', (root) => (root.GrpHdr.MsgId = 'a\ud800')],
    ['/FIToFICstmrCdtTrf/GrpHdr/CreDtTm', (root) => (root.GrpHdr.CreDtTm = '2026-02-31T00:00:00Z')],
    [`${transfer}/PmtId/EndToEndId`, (root) => (root.CdtTrfTxInf.PmtId.EndToEndId = '')],
    [`${transfer}/Dbtr/Id/PrvtId/Othr`, (root) => (root.CdtTrfTxInf.Dbtr.Id.PrvtId.Othr = [])],
    [`${transfer}/CdtrAcct/Id/Othr`, (root) => (root.CdtTrfTxInf.CdtrAcct.Id.Othr = [])],
    [
      `${transfer}/DbtrAcct/Id/Othr/0/SchmeNm/Prtry`,
      (root) => (root.CdtTrfTxInf.DbtrAcct.Id.Othr = [{ Id: 'a', SchmeNm: { Prtry: '' } }]),
    ],
    [
      `${transfer}/DbtrAcct/Id/Othr/0`,
      (root) => (root.CdtTrfTxInf.DbtrAcct.Id.Othr = [{ Id: 'a'.repeat(1_017), SchmeNm: { Prtry: 'b' } }]),
    ],
    [
      `${transfer}/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId`,
      (root) => (root.CdtTrfTxInf.CdtrAgt.FinInstnId.ClrSysMmbId.MmbId = ''),
    ],
    [`${transfer}/InstdAmt/Amt/Amt`, (root) => (root.CdtTrfTxInf.InstdAmt.Amt.Amt = -0.01)],
    [`${transfer}/InstdAmt/Amt/Amt`, (root) => (root.CdtTrfTxInf.InstdAmt.Amt.Amt = Number.NaN)],
    [`${transfer}/InstdAmt/Amt/Amt`, (root) => (root.CdtTrfTxInf.InstdAmt.Amt.Amt = Infinity)],
    [`${transfer}/IntrBkSttlmAmt/Amt/Amt`, (root) => (root.CdtTrfTxInf.IntrBkSttlmAmt.Amt.Amt = 1e16)],
    [
      `${transfer}/IntrBkSttlmAmt/Amt/Amt`,
      (root) => (root.CdtTrfTxInf.IntrBkSttlmAmt.Amt = { Amt: 9.3e15, Ccy: 'KWD' }),
    ],
    [`${transfer}/InstdAmt/Amt/Ccy`, (root) => (root.CdtTrfTxInf.InstdAmt.Amt.Ccy = '')],
    ['/FIToFICstmrCdtTrf/RmtInf/Ustrd', (root) => (root.RmtInf.Ustrd = 'x'.repeat(16_385))],
    ['/FIToFICstmrCdtTrf/RmtInf/Ustrd', (root) => (root.RmtInf.Ustrd = '\0')],
    [`${transfer}/Purp/Cd`, (root) => (root.CdtTrfTxInf.Purp.Cd = 'x'.repeat(1_025))],
    [`${transfer}/XchgRate`, (root) => (root.CdtTrfTxInf.XchgRate = '\ud800')],
  ])('%s', (path, change) => {
    expect(problemsOf(change).map((problem) => problem.path)).toEqual([path])
  })

  it('names every problem', () => {
    const paths = problemsOf((root) => {
      root.GrpHdr.MsgId = ''
      root.GrpHdr.CreDtTm = 'today'
      root.CdtTrfTxInf.InstdAmt.Amt.Amt = -1
    }).map((problem) => problem.path)
    expect(paths).toEqual([
      '/FIToFICstmrCdtTrf/GrpHdr/MsgId',
      '/FIToFICstmrCdtTrf/GrpHdr/CreDtTm',
      `${transfer}/InstdAmt/Amt/Amt`,
    ])
  })

  it('accepts identifications and amounts up to the bounds', () => {
    expect(
      problemsOf((root) => {
        root.GrpHdr.MsgId = 'x'.repeat(1_024)
        root.CdtTrfTxInf.DbtrAcct.Id.Othr = [{ Id: 'a'.repeat(1_015), SchmeNm: { Prtry: 'b' } }]
        root.CdtTrfTxInf.InstdAmt.Amt.Amt = 9_999_999_999_999_998
        root.CdtTrfTxInf.IntrBkSttlmAmt.Amt = { Amt: 9.2e15, Ccy: 'KWD' }
      }),
    ).toEqual([])
  })

  it.each([
    ['OrgnlEndToEndId', '/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId'],
    ['TxSts', '/FIToFIPmtSts/TxInfAndSts/TxSts'],
  ] as const)('a status report without %s', (name, path) => {
    const document = structuredClone(EXAMPLE_MESSAGES['pacs.002.001.12'])
    document.FIToFIPmtSts.TxInfAndSts[name] = ''
    const result = parseMessage('pacs.002.001.12', document, UNQUOTED)
    expect(problems(result).map((problem) => problem.path)).toEqual([path])
  })

  it('an initiation with an unstorable place', () => {
    const document = structuredClone(EXAMPLE_MESSAGES['pain.001.001.11'])
    document.CstmrCdtTrfInitn.SplmtryData.Envlp.Doc.InitgPty.Glctn.Lat = '\0'
    const path = '/CstmrCdtTrfInitn/SplmtryData/Envlp/Doc/InitgPty/Glctn/Lat'
    const result = parseMessage('pain.001.001.11', document, QUOTED)
    expect(problems(result).map((problem) => problem.path)).toEqual([path])
  })

  it('a payment activation request with a negative amount', () => {
    const document = structuredClone(EXAMPLE_MESSAGES['pain.013.001.09'])
    document.CdtrPmtActvtnReq.PmtInf.CdtTrfTxInf.Amt.InstdAmt.Amt.Amt = -5
    const path = '/CdtrPmtActvtnReq/PmtInf/CdtTrfTxInf/Amt/InstdAmt/Amt/Amt'
    const result = parseMessage('pain.013.001.09', document, QUOTED)
    expect(problems(result).map((problem) => problem.path)).toEqual([path])
  })
})
