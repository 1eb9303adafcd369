import { createExamplePayment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import { IntegrityError } from '../integrity-error.ts'
import { assembleReport } from './assemble-report.ts'
import type { ReportInput } from './assemble-report.ts'

const payment = createExamplePayment()

function inputOf(change: Partial<ReportInput> = {}): ReportInput {
  return {
    evaluation: exampleEvaluation(payment),
    configuration: exampleSet(),
    document: { TxTp: 'pacs.002.001.12', FIToFIPmtSts: { GrpHdr: { MsgId: payment.messageId } } },
    instruction: payment.instruction,
    minorUnitExponent: () => 2,
    ...change,
  }
}

const CACHE =
  '{"dbtrId":"ENTITY-DEBTOR","cdtrId":"ENTITY-CREDITOR","dbtrAcctId":"ACCT-DEBTOR","cdtrAcctId":"ACCT-CREDITOR",' +
  '"creDtTm":"2026-05-04T09:30:00.250Z","instdAmt":{"amt":1250.75,"ccy":"EUR"},' +
  '"intrBkSttlmAmt":{"amt":1250.75,"ccy":"EUR"},"xchgRate":1}'

test('the whole document, name by name and in the order of the contract', () => {
  expect(JSON.stringify(assembleReport(inputOf()))).toBe(
    '{"transactionID":"STATUS-000001",' +
      '"transaction":{"TxTp":"pacs.002.001.12","TenantId":"DEFAULT",' +
      `"FIToFIPmtSts":{"GrpHdr":{"MsgId":"STATUS-000001"}},"DataCache":${CACHE}},` +
      '"networkMap":{"active":true,"cfg":"2.0.0","tenantId":"DEFAULT","messages":[' +
      '{"id":"004@1.0.0","cfg":"1.1.0","txTp":"pacs.002.001.12","typologies":[' +
      '{"id":"typology-processor","cfg":"T1@1.0.0","rules":[{"id":"flow@1.0.0","cfg":"none"},' +
      '{"id":"currency@1.0.0","cfg":"1.0.0"},{"id":"amount@1.0.0","cfg":"1.0.0"}]},' +
      '{"id":"typology-processor","cfg":"T2@1.0.0","rules":[{"id":"amount@1.0.0","cfg":"1.0.0"},' +
      '{"id":"flow@1.0.0","cfg":"none"}]}]}]},' +
      '"report":{"evaluationID":"0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23","status":"ALRT",' +
      '"timestamp":"2026-05-04T09:30:02.007Z","metaData":{"prcgTmDP":5000,"prcgTmED":600},' +
      '"tadpResult":{"id":"004@1.0.0","cfg":"1.1.0","prcgTm":33,"typologyResult":[' +
      '{"id":"typology-processor","cfg":"T1@1.0.0","tenantId":"DEFAULT","result":200,"review":false,"prcgTm":22,' +
      '"workflow":{"alertThreshold":250,"interdictionThreshold":400,"flowProcessor":"flow@1.0.0"},"ruleResults":[' +
      '{"id":"amount@1.0.0","tenantId":"DEFAULT","cfg":"1.0.0","subRuleRef":".03","indpdntVarbl":125075,"prcgTm":11,"wght":200},' +
      '{"id":"currency@1.0.0","tenantId":"DEFAULT","cfg":"1.0.0","subRuleRef":".01","indpdntVarbl":0,"prcgTm":11,"wght":1},' +
      '{"id":"flow@1.0.0","tenantId":"DEFAULT","cfg":"none","subRuleRef":"none","indpdntVarbl":0,"prcgTm":11,"wght":0}]},' +
      '{"id":"typology-processor","cfg":"T2@1.0.0","tenantId":"DEFAULT","result":200,"review":true,"prcgTm":22,' +
      '"workflow":{"alertThreshold":200},"ruleResults":[' +
      '{"id":"amount@1.0.0","tenantId":"DEFAULT","cfg":"1.0.0","subRuleRef":".03","indpdntVarbl":125075,"prcgTm":11,"wght":200},' +
      '{"id":"flow@1.0.0","tenantId":"DEFAULT","cfg":"none","subRuleRef":"none","indpdntVarbl":0,"prcgTm":11,"wght":0}]}]}},' +
      `"dataCache":${CACHE}}`,
  )
})

test('a weight configured as text is a number in the report', () => {
  const { report } = assembleReport(
    inputOf({ evaluation: exampleEvaluation({ ...payment, status: 'RJCT' }) }),
  )
  expect(report.tadpResult.typologyResult[0]?.ruleResults[0]).toMatchObject({
    subRuleRef: '.x00',
    wght: 50,
  })
})

test('a rule that could not tell brings its reason, and others none', () => {
  const evaluation = exampleEvaluation()
  const ruleResults = evaluation.ruleResults.map((result) =>
    result.ruleId === 'amount@1.0.0' ? { ...result, outcome: '.err', reason: 'no rate' } : result,
  )
  const { report } = assembleReport(inputOf({ evaluation: { ...evaluation, ruleResults } }))
  const [amount, currency] = report.tadpResult.typologyResult[0]?.ruleResults ?? []
  expect(amount).toMatchObject({ subRuleRef: '.err', reason: 'no rate', wght: 0 })
  expect(currency).not.toHaveProperty('reason')
})

test('the trace context is there where the caller sent one', () => {
  const evaluation = exampleEvaluation()
  const header = { ...evaluation.header, traceParent: '00-aa-bb-01' }
  expect(assembleReport(inputOf({ evaluation: { ...evaluation, header } })).report.metaData).toEqual({
    prcgTmDP: 5_000,
    prcgTmED: 600,
    traceParent: '00-aa-bb-01',
  })
})

test('tenant, type and data cache are ours, whatever the sender wrote in their place', () => {
  const document = { TenantId: 'OTHER', TxTp: 'pain.001.001.11', DataCache: { dbtrId: 'x' }, Rest: 1 }
  const { transaction, dataCache } = assembleReport(inputOf({ document }))
  expect(transaction).toEqual({
    TxTp: 'pacs.002.001.12',
    TenantId: 'DEFAULT',
    Rest: 1,
    DataCache: dataCache,
  })
})

test.each<[string, (set: ConfigurationSet) => void]>([
  ['the message type', (set) => void set.networkMap.messages.shift()],
  ['a typology', (set) => void set.typologies.pop()],
  ['a rule', (set) => Object.assign(set.typologies[0]?.rules[0] ?? {}, { cfg: '9' })],
])('a configuration set without %s of the evaluation is an integrity error', (_name, change) => {
  const configuration = exampleSet()
  change(configuration)
  expect(() => assembleReport(inputOf({ configuration }))).toThrow(IntegrityError)
})
