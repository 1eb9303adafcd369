import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportDocument } from '@pantau/evaluation'
import { configurationWith, paceTypology } from './pace-typology.ts'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { sendPayment, START_MS, testPayment } from './test-payment.ts'
import type { TestPayment } from './test-payment.ts'

/** The report of an evaluation: every member of the documented form, in its order. */

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const TRACE_PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const WORKFLOW = { alertThreshold: 200, interdictionThreshold: 300, flowProcessor: 'EFRuP@4.0.0' }

const PACE = paceTypology('pace@1.2.0', { workflow: WORKFLOW })
const QUIET = paceTypology('quiet@1.0.0', { workflow: { alertThreshold: 500 } })
const CONDITIONS_ONLY = paceTypology('conditions@1.0.0', {
  workflow: { alertThreshold: 1, flowProcessor: 'EFRuP@4.0.0' },
  rules: PACE.rules.filter(({ id }) => id === 'EFRuP@4.0.0'),
  expression: ['Add', 'vEFRuPat400atnone'],
})

function configuration() {
  const set = configurationWith(PACE, QUIET)
  const transferMap = {
    id: '005@4.0.0',
    cfg: '4.0.0',
    txTp: 'pacs.008.001.10' as const,
    typologies: [
      {
        id: CONDITIONS_ONLY.id,
        cfg: CONDITIONS_ONLY.cfg,
        rules: CONDITIONS_ONLY.rules.map(({ id, cfg }) => ({ id, cfg })),
      },
    ],
  }
  return {
    ...set,
    networkMap: {
      ...set.networkMap,
      creDtTm: '2026-01-01T00:00:00.000Z',
      messages: [...set.networkMap.messages, transferMap],
    },
    typologies: [...set.typologies, CONDITIONS_ONLY],
  }
}

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem({ configurations: { [TENANT]: configuration() } })
})
afterAll(() => system?.stop())

const dataCache = ({ debtor, creditor }: TestPayment) => ({
  dbtrId: `CUST-${debtor}BANK_CUSTOMER`,
  cdtrId: `CUST-${creditor}BANK_CUSTOMER`,
  dbtrAcctId: `ACC-${debtor}BBANBANKXX01`,
  cdtrAcctId: `ACC-${creditor}BBANBANKXX01`,
  creDtTm: new Date(START_MS - 40).toISOString(),
  instdAmt: { amt: 120.5, ccy: 'EUR' },
  intrBkSttlmAmt: { amt: 120.5, ccy: 'EUR' },
  xchgRate: 1,
})

const RULES = [
  { id: '901@4.0.0', cfg: '4.0.0' },
  { id: '902@4.0.0', cfg: '4.0.0' },
  { id: 'EFRuP@4.0.0', cfg: 'none' },
]

/** What may differ between two evaluations of the same payment. */
interface Volatile {
  readonly evaluationID: string
  readonly timestamp: string
  readonly durations: readonly number[]
}

function volatileOf({ report }: ReportDocument): Volatile {
  const { tadpResult, metaData, evaluationID, timestamp } = report
  const { prcgTm, typologyResult } = tadpResult
  const results = typologyResult.flatMap((typology) => [typology, ...typology.ruleResults])
  const durations = [metaData.prcgTmDP, metaData.prcgTmED, prcgTm, ...results.map((result) => result.prcgTm)]
  return { evaluationID, timestamp, durations }
}

function expectedReport(payment: TestPayment, { evaluationID, timestamp, durations }: Volatile) {
  const next = durations.values()
  const duration = (): number => next.next().value ?? Number.NaN
  const metaData = { prcgTmDP: duration(), prcgTmED: duration(), traceParent: TRACE_PARENT }
  const prcgTm = duration()
  const ruleResult = (id: string, cfg: string, subRuleRef: string, indpdntVarbl: number, wght: number) => {
    return { id, tenantId: TENANT, cfg, subRuleRef, indpdntVarbl, prcgTm: duration(), wght }
  }
  const typology = (cfg: string, review: boolean, workflow: object) => ({
    id: 'typology-processor',
    cfg,
    tenantId: TENANT,
    result: 200,
    review,
    prcgTm: duration(),
    workflow,
    ruleResults: [
      ruleResult('901@4.0.0', '4.0.0', '.01', 1, 100),
      ruleResult('902@4.0.0', '4.0.0', '.01', 1, 100),
      ruleResult('EFRuP@4.0.0', 'none', 'none', 0, 0),
    ],
  })
  return {
    transactionID: payment.messageId,
    transaction: {
      TxTp: 'pacs.002.001.12',
      TenantId: TENANT,
      FIToFIPmtSts: payment.status.FIToFIPmtSts,
      DataCache: dataCache(payment),
    },
    networkMap: {
      active: true,
      cfg: '4.0.0',
      tenantId: TENANT,
      messages: [
        {
          id: '004@4.0.0',
          cfg: '4.0.0',
          txTp: 'pacs.002.001.12',
          typologies: [PACE, QUIET].map(({ id, cfg }) => ({ id, cfg, rules: RULES })),
        },
      ],
    },
    report: {
      evaluationID,
      status: 'ALRT',
      timestamp,
      metaData,
      tadpResult: {
        id: '004@4.0.0',
        cfg: '4.0.0',
        prcgTm,
        typologyResult: [
          typology('pace@1.2.0', true, WORKFLOW),
          typology('quiet@1.0.0', false, { alertThreshold: 500 }),
        ],
      },
    },
    dataCache: dataCache(payment),
  }
}

describe('the report of a pacs.002', () => {
  it('has every documented member, in the documented order, and no other', async () => {
    const payment = testPayment()
    const earliestMs = Date.now()
    await sendPayment(system, payment, { traceparent: TRACE_PARENT })
    const document = await system.report(payment.messageId)
    const varying = volatileOf(document)
    const expected = expectedReport(payment, varying)
    expect(document).toEqual(expected)
    // The order inside the map is that of no document: it is kept in a canonical form.
    const { networkMap } = document
    expect(JSON.stringify(document, null, 1)).toBe(JSON.stringify({ ...expected, networkMap }, null, 1))
    expect(varying.evaluationID).toMatch(UUID_V7)
    expect(new Date(varying.timestamp).toISOString()).toBe(varying.timestamp)
    expect(Date.parse(varying.timestamp)).toBeGreaterThanOrEqual(earliestMs)
    expect(Date.parse(varying.timestamp)).toBeLessThanOrEqual(Date.now())
    for (const duration of varying.durations) {
      expect(Number.isSafeInteger(duration) && duration >= 0).toBe(true)
    }
    expect(document.report.metaData.prcgTmDP).toBeGreaterThan(0)
  })

  it('leaves out the trace where the caller sent none, and the exchange rate where the transfer has none', async () => {
    const payment = testPayment()
    const { XchgRate: _, ...transfer } = payment.transfer.FIToFICstmrCdtTrf.CdtTrfTxInf
    const withoutRate = {
      ...payment.transfer,
      FIToFICstmrCdtTrf: { ...payment.transfer.FIToFICstmrCdtTrf, CdtTrfTxInf: transfer },
    }
    await system.send(withoutRate)
    await system.send(payment.status)
    const document = await system.report(payment.messageId)
    expect(Object.keys(document.report.metaData)).toEqual(['prcgTmDP', 'prcgTmED'])
    expect(document.dataCache).not.toHaveProperty('xchgRate')
    expect(document.transaction.DataCache).toEqual(document.dataCache)
  })

  it('is there for a message that began with a byte order mark', async () => {
    const payment = testPayment()
    await system.send(payment.transfer)
    const path = '/v1/evaluate/iso20022/pacs.002.001.12'
    expect((await system.post(path, `\ufeff${JSON.stringify(payment.status)}`)).status).toBe(200)
    const { transaction } = await system.report(payment.messageId)
    expect(transaction['FIToFIPmtSts']).toEqual(payment.status.FIToFIPmtSts)
  })

  it('carries what was accepted: known members in their types, and nothing of what else was sent', async () => {
    const payment = testPayment()
    await system.send(payment.transfer)
    const text = JSON.stringify(payment.status)
      .replace(
        '"FIToFIPmtSts":{',
        `"FIToFIPmtSts":{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"huge":1e999999,`,
      )
      .replace('"Amt":{"Amt":0.2', '"Amt":{"Amt":"0.20"')
      .replace('"TxSts":"ACCC"', '"TxSts":"RJCT","TxSts":"ACCC"')
    expect(text.length).toBeGreaterThan(200_000)
    const answer = await system.post('/v1/evaluate/iso20022/pacs.002.001.12', text)
    expect(answer.status).toBe(200)
    const { transaction } = await system.report(payment.messageId)
    expect(transaction['FIToFIPmtSts']).toEqual(payment.status.FIToFIPmtSts)
    expect(JSON.parse(answer.text)).toMatchObject({ data: { FIToFIPmtSts: transaction['FIToFIPmtSts'] } })
  })

  it('says tenant, type and data cache by itself, whatever the sender wrote in their place', async () => {
    const payment = testPayment()
    await system.send(payment.transfer)
    const claimed = { ...payment.status, DataCache: { dbtrId: 'somebody else' }, transactionID: 'x' }
    await system.send(claimed)
    const document = await system.report(payment.messageId)
    expect(document.transaction).toMatchObject({ TenantId: TENANT, DataCache: dataCache(payment) })
    expect(document.transactionID).toBe(payment.messageId)
  })
})

describe('the report of another message that the map names', () => {
  it('is made as well: of its own typologies, under its own MsgId', async () => {
    const payment = testPayment()
    await sendPayment(system, payment)
    const document = await system.report(`P8-${payment.id}`)
    expect(document.transactionID).toBe(`P8-${payment.id}`)
    expect(document.transaction).toEqual({
      ...payment.transfer,
      TenantId: TENANT,
      DataCache: dataCache(payment),
    })
    expect(document.networkMap.messages.map(({ txTp }) => txTp)).toEqual(['pacs.008.001.10'])
    expect(document.report).toMatchObject({
      status: 'NALT',
      tadpResult: { id: '005@4.0.0', typologyResult: [{ cfg: 'conditions@1.0.0', result: 0 }] },
    })
  })
})
