import { createHash } from 'node:crypto'
import { dataCacheOf } from '@pantau/evaluation'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import { minorUnitExponent } from '@pantau/rule-kit'
import type { MessageDocuments, ParsedMessage } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory } from './acceptance-harness.ts'
import { INSTRUCTION } from './accepted-row.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const TENANT = 'melati'
const PAIN_001 = EXAMPLE_MESSAGES['pain.001.001.11']
const PAIN_013 = EXAMPLE_MESSAGES['pain.013.001.09']
const PACS_008 = EXAMPLE_MESSAGES['pacs.008.001.10']
const PACS_002 = EXAMPLE_MESSAGES['pacs.002.001.12']

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(() => emptyHistory(store.pool))

/** Has a message accepted, with more in its body than its schema knows. */
async function accept<T extends TransactionType>(
  type: T,
  document: MessageDocuments[T],
): Promise<ParsedMessage> {
  const result = parseMessage(type, document, { quoting: false })
  if (result.kind === 'refused') {
    throw new TypeError(JSON.stringify(result.problems))
  }
  const rawBody = Buffer.from(
    JSON.stringify({
      ...document,
      TenantId: 'forged',
      DataCache: { dbtrId: 'forged' },
      Note: 'évidence, no part of the message',
    }),
  )
  await accepting(store.pool, { batchMax: 1 }).accept({
    tenantId: TENANT,
    parsed: result.message,
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: process.hrtime.bigint(),
  })
  return result.message
}

async function acceptPayment(): Promise<NonNullable<ParsedMessage['instruction']>> {
  await accept('pain.001.001.11', PAIN_001)
  await accept('pain.013.001.09', PAIN_013)
  const { instruction } = await accept('pacs.008.001.10', PACS_008)
  await accept('pacs.002.001.12', PACS_002)
  if (instruction === undefined) {
    throw new TypeError('A credit transfer carries its instruction')
  }
  return instruction
}

function rowsOf(view: string, columns: string): Promise<readonly Record<string, unknown>[]> {
  return store.pool.query({ text: `SELECT ${columns} FROM ${view} ORDER BY accepted_at` })
}

describe('raw_history', () => {
  test.each([
    ['pacs002', 'pacs.002.001.12', PACS_002, PACS_002.FIToFIPmtSts.GrpHdr, undefined],
    [
      'pacs008',
      'pacs.008.001.10',
      PACS_008,
      PACS_008.FIToFICstmrCdtTrf.GrpHdr,
      PACS_008.FIToFICstmrCdtTrf.CdtTrfTxInf,
    ],
    [
      'pain001',
      'pain.001.001.11',
      PAIN_001,
      PAIN_001.CstmrCdtTrfInitn.GrpHdr,
      { ...PAIN_001.CstmrCdtTrfInitn.PmtInf, ...PAIN_001.CstmrCdtTrfInitn.PmtInf.CdtTrfTxInf },
    ],
    [
      'pain013',
      'pain.013.001.09',
      PAIN_013,
      PAIN_013.CdtrPmtActvtnReq.GrpHdr,
      { ...PAIN_013.CdtrPmtActvtnReq.PmtInf, ...PAIN_013.CdtrPmtActvtnReq.PmtInf.CdtTrfTxInf },
    ],
  ] as const)(
    '%s: the message as accepted, with its type, its tenant and its data cache',
    async (view, type, document, header, accounts) => {
      const instruction = await acceptPayment()
      const own = accounts === undefined ? '' : ', debtoraccountid, creditoraccountid'
      const rows = await rowsOf(
        `raw_history.${view}`,
        `document, credttm, messageid, endtoendid, tenantid${own}`,
      )
      expect(rows).toEqual([
        {
          document: {
            ...document,
            TxTp: type,
            TenantId: TENANT,
            DataCache: dataCacheOf(instruction, type, minorUnitExponent),
          },
          credttm: header.CreDtTm,
          messageid: header.MsgId,
          endtoendid: instruction.endToEndId,
          tenantid: TENANT,
          ...(accounts === undefined
            ? {}
            : {
                debtoraccountid: accounts.DbtrAcct.Id.Othr[0]?.Id,
                creditoraccountid: accounts.CdtrAcct.Id.Othr[0]?.Id,
              }),
        },
      ])
    },
  )

  test('a status report whose payment has not arrived has no data cache, and is no transaction yet', async () => {
    await accept('pacs.002.001.12', PACS_002)
    expect(await rowsOf('raw_history.pacs002', 'document')).toEqual([
      { document: { ...PACS_002, TxTp: 'pacs.002.001.12', TenantId: TENANT } },
    ])
    expect(await rowsOf('event_history.transaction', 'msgid')).toEqual([])
  })

  test('a body that began with a byte order mark reads as any other', async () => {
    await acceptPayment()
    const before = await rowsOf('raw_history.pacs002', 'document')
    await store.pool.query({
      text: `UPDATE raw_history.message SET body = convert_to(U&'\\FEFF', 'UTF8') || body`,
    })
    expect(await rowsOf('raw_history.pacs002', 'document')).toEqual(before)
    expect(before).toHaveLength(1)
  })

  test('a body that jsonb cannot hold does not hide the others', async () => {
    await acceptPayment()
    await store.pool.query({
      text: `UPDATE raw_history.message SET body = convert_to(repeat('[', 200000) || repeat(']', 200000), 'UTF8')
        WHERE transaction_type = 'pacs.008.001.10'`,
    })
    expect(await rowsOf('raw_history.pacs008', 'document, tenantid')).toEqual([
      { document: null, tenantid: TENANT },
    ])
    expect(await rowsOf('raw_history.pacs002', 'messageid')).toHaveLength(1)
  })
})

test('event_history.transaction: from whom to whom, what and when, in columns and as a document', async () => {
  const { debtor, creditor, endToEndId } = await acceptPayment()
  const there = { source: debtor.accountId, destination: creditor.accountId }
  const back = { source: creditor.accountId, destination: debtor.accountId }
  const amount = { Amt: 475_000.5, Ccy: 'IDR' }
  const place = PAIN_001.CstmrCdtTrfInitn.SplmtryData.Envlp.Doc.InitgPty.Glctn
  const expected = [
    [
      there,
      'pain.001.001.11',
      PAIN_001.CstmrCdtTrfInitn.GrpHdr,
      { ...amount, lat: place.Lat, long: place.Long },
    ],
    [back, 'pain.013.001.09', PAIN_013.CdtrPmtActvtnReq.GrpHdr, amount],
    [there, 'pacs.008.001.10', PACS_008.FIToFICstmrCdtTrf.GrpHdr, amount],
    [back, 'pacs.002.001.12', PACS_002.FIToFIPmtSts.GrpHdr, { TxSts: 'ACCC' }],
  ] as const
  const rows = await rowsOf(
    'event_history.transaction',
    'source, destination, transaction, endtoendid, amt, ccy, msgid, credttm, txtp, txsts, tenantid',
  )
  expect(rows).toEqual(
    expected.map(([accounts, txtp, { MsgId, CreDtTm }, details]) => ({
      ...accounts,
      transaction: {
        ...accounts,
        TxTp: txtp,
        TenantId: TENANT,
        MsgId,
        CreDtTm,
        EndToEndId: endToEndId,
        ...details,
      },
      endtoendid: endToEndId,
      amt: 'Amt' in details ? '475000.50' : null,
      ccy: 'Ccy' in details ? 'IDR' : null,
      msgid: MsgId,
      credttm: CreDtTm,
      txtp,
      txsts: 'TxSts' in details ? 'ACCC' : null,
      tenantid: TENANT,
    })),
  )
})

test('every code of three letters has the minor unit that messages are read with', async () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index))
  const codes = letters.flatMap((a) => letters.flatMap((b) => letters.map((c) => a + b + c)))
  const rows = await store.pool.query<{ readonly code: string; readonly major: string }>({
    text: `SELECT code, event_history.major_amount(9223372036854775807, code)::text AS major FROM unnest($1::text[]) AS code`,
    values: [codes],
  })
  const wrong = rows.filter(({ code, major }) => {
    const exponent = minorUnitExponent(code)
    const digits = '9223372036854775807'
    return major !== (exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`)
  })
  expect(rows).toHaveLength(26 ** 3)
  expect(wrong).toEqual([])
})

test('an exchange rate is read as the report reads it', async () => {
  const spelled = fc.oneof(
    fc.double().map(String),
    fc.stringMatching(/^[+-]?\d{0,5}[.]?\d{0,5}([eE][+-]?\d{1,5})?$/),
    fc.constantFrom(
      '1',
      '1.0800',
      '.5',
      '1.',
      '+2',
      '-0.10',
      'about one',
      '1e308',
      '1.8e308',
      '1e-400',
      '1e9999',
      '0e9999',
      '-00.0e-5',
      '0x10',
      ' 1',
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(spelled, { minLength: 1, maxLength: 50 }), async (rates) => {
      const rows = await store.pool.query<{ readonly rate: unknown }>({
        text: `SELECT event_history.number_or_text(rate) AS rate FROM unnest($1::text[]) WITH ORDINALITY AS r (rate, position)
          ORDER BY position`,
        values: [rates],
      })
      const read = rates.map(
        (exchangeRate) =>
          dataCacheOf({ ...INSTRUCTION, exchangeRate }, 'pacs.008.001.10', minorUnitExponent).xchgRate,
      )
      expect(rows.map(({ rate }) => (rate === 0 ? 0 : rate))).toEqual(
        read.map((rate) => (rate === 0 ? 0 : rate)),
      )
    }),
    { numRuns: 30 },
  )
})
