import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { TransactionType } from '@pantau/rule-kit'
import { ABSENT } from './change-document.ts'
import type { Changes } from './change-document.ts'
import { leafPaths } from './leaf-paths.ts'
import { refusal, send } from './posting.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const STATUS = '/FIToFIPmtSts/TxInfAndSts'
const TRANSFER = '/FIToFICstmrCdtTrf/CdtTrfTxInf'

let tms: StartedTms
beforeAll(async () => {
  tms = await startTms()
})
afterAll(() => tms.stop())
beforeEach(() => {
  tms.acceptor.requests.length = 0
})

describe('a message that breaks its schema', () => {
  it.each<[string, TransactionType, Changes]>([
    ["body must have required property 'FIToFIPmtSts'", 'pacs.002.001.12', { '/FIToFIPmtSts': ABSENT }],
    [
      "body/FIToFIPmtSts/TxInfAndSts must have required property 'TxSts'",
      'pacs.002.001.12',
      { [`${STATUS}/TxSts`]: ABSENT },
    ],
    ['body must NOT be valid', 'pacs.002.001.12', { '/TenantId': 'DEFAULT' }],
    ['body/TxTp must be equal to constant', 'pacs.002.001.12', { '/TxTp': 'pacs.008.001.10' }],
    ['body/TxTp must be equal to constant', 'pacs.002.001.12', { '/TxTp': null }],
    ['body/TxTp must be string', 'pacs.002.001.12', { '/TxTp': {} }],
    ['body/FIToFIPmtSts must be object', 'pacs.002.001.12', { '/FIToFIPmtSts': 'x' }],
    [
      'body/FIToFIPmtSts/TxInfAndSts/ChrgsInf must be array',
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf`]: {} },
    ],
    [
      'body/FIToFIPmtSts/TxInfAndSts/ChrgsInf must be array',
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf`]: 1 },
    ],
    [
      "body/FIToFIPmtSts/TxInfAndSts/ChrgsInf/1 must have required property 'Amt'",
      'pacs.002.001.12',
      { [`${STATUS}/ChrgsInf/1`]: {} },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be string',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs must be integer',
      'pacs.008.001.10',
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': 1.5 },
    ],
    [
      'body/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs must be <= 9007199254740991',
      'pacs.008.001.10',
      { '/FIToFICstmrCdtTrf/GrpHdr/NbOfTxs': 'Infinity' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be number',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: 'a lot' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be <= 1.7976931348623157e+308',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: '1e999' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/ChrgsInf/Amt/Amt must be >= -1.7976931348623157e+308',
      'pacs.008.001.10',
      { [`${TRANSFER}/ChrgsInf/Amt/Amt`]: '-Infinity' },
    ],
    ...[null, true, false].map((value): [string, TransactionType, Changes] => [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must NOT be valid',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: value },
    ]),
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/DbtrAcct/Id/Othr must NOT have fewer than 1 items',
      'pacs.008.001.10',
      { [`${TRANSFER}/DbtrAcct/Id/Othr`]: [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Id/PrvtId/Othr must NOT have fewer than 1 items',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Id/PrvtId/Othr`]: [] },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/ChrgsInf must be object',
      'pacs.008.001.10',
      { [`${TRANSFER}/ChrgsInf`]: [] },
    ],
    [
      "body/CstmrCdtTrfInitn/PmtInf/ReqdExctnDt must have required property 'Dt'",
      'pain.001.001.11',
      { '/CstmrCdtTrfInitn/PmtInf/ReqdExctnDt/Dt': ABSENT },
    ],
    [
      "body/CdtrPmtActvtnReq/PmtInf must have required property 'XpryDt'",
      'pain.013.001.09',
      { '/CdtrPmtActvtnReq/PmtInf/XpryDt': ABSENT },
    ],
  ])('%s', async (message, type, changes) => {
    expect(await send(tms, type, changes)).toEqual(refusal(message))
    expect(tms.acceptor.requests).toEqual([])
  })

  it.each(
    TRANSACTION_TYPES.flatMap((type) => leafPaths(MESSAGE_SCHEMAS[type]).map((leaf) => ({ type, ...leaf }))),
  )('$type without $path', async ({ type, path, isOptional }) => {
    const { status, body } = await send(tms, type, { [path]: ABSENT })
    const [parent, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
    expect({ status, body: isOptional ? undefined : body }).toEqual(
      isOptional
        ? { status: 200, body: undefined }
        : refusal(`body${parent} must have required property '${name}'`),
    )
  })
})

describe('a message that cannot be kept', () => {
  it.each<[string, TransactionType, Changes]>([
    [
      'body/FIToFIPmtSts/GrpHdr/CreDtTm must be an ISO 8601 date and time',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/CreDtTm': '2026-02-31T00:00:00.000Z' },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': 'x'.repeat(1_000_000) },
    ],
    [
      'body/FIToFIPmtSts/GrpHdr/MsgId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/GrpHdr/MsgId': null },
    ],
    [
      'body/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId must be 1 to 1024 bytes long in UTF-8',
      'pacs.002.001.12',
      { [`${STATUS}/OrgnlEndToEndId`]: '' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/InstdAmt/Amt/Amt must be >= 0 and < 10000000000000000',
      'pacs.008.001.10',
      { [`${TRANSFER}/InstdAmt/Amt/Amt`]: -0.01 },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/IntrBkSttlmAmt/Amt/Amt must be >= 0 and < 10000000000000000',
      'pacs.008.001.10',
      { [`${TRANSFER}/IntrBkSttlmAmt/Amt/Amt`]: 1e16 },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm must not contain U+0000 or lone surrogates',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Nm`]: 'Sari\0' },
    ],
    [
      'body/FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm must not contain U+0000 or lone surrogates',
      'pacs.008.001.10',
      { [`${TRANSFER}/Dbtr/Nm`]: 'Sari\ud83d' },
    ],
    [
      'body/FIToFIPmtSts/unknown/0 must not contain U+0000 or lone surrogates',
      'pacs.002.001.12',
      { '/FIToFIPmtSts/unknown': ['\0'] },
    ],
  ])('%s', async (message, type, changes) => {
    expect(await send(tms, type, changes)).toEqual(refusal(message))
    expect(tms.acceptor.requests).toEqual([])
  })
})
