import { createExamplePayment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import { IntegrityError } from '../integrity-error.ts'
import { assembleInterdiction } from './assemble-interdiction.ts'
import { assembleReport } from './assemble-report.ts'

const payment = createExamplePayment()
const evaluation = exampleEvaluation(payment, [
  { conditionId: 'c-1', type: 'overridable-block', owner: 'debtor-entity' },
])
const report = assembleReport({
  evaluation,
  configuration: exampleSet(),
  document: { FIToFIPmtSts: {} },
  instruction: payment.instruction,
  minorUnitExponent: () => 2,
})

test('by a typology: its result, and the payment', () => {
  const document = assembleInterdiction({ kind: 'typology', typologyIndex: 1 }, evaluation, report)
  expect(Object.keys(document)).toEqual([
    'typologyResult',
    'transaction',
    'networkMap',
    'DataCache',
    'metaData',
  ])
  expect(document).toMatchObject({
    typologyResult: { cfg: 'T2@1.0.0', result: 200 },
    transaction: { TxTp: 'pacs.002.001.12' },
    networkMap: { cfg: '2.0.0' },
    DataCache: { dbtrId: 'ENTITY-DEBTOR' },
    metaData: { prcgTmDP: 5_000 },
  })
})

test('by a block: the result of the rule that found it, without a weight', () => {
  const document = assembleInterdiction({ kind: 'block', ruleIndex: 0 }, evaluation, report)
  expect(Object.keys(document)).toEqual(['transaction', 'networkMap', 'DataCache', 'metaData', 'ruleResult'])
  expect('ruleResult' in document && document.ruleResult).toEqual({
    id: 'flow@1.0.0',
    tenantId: 'DEFAULT',
    cfg: 'none',
    subRuleRef: 'block',
    indpdntVarbl: 0,
    prcgTm: 11,
  })
})

test('an interdiction of another evaluation is an integrity error', () => {
  expect(() => assembleInterdiction({ kind: 'block', ruleIndex: 3 }, evaluation, report)).toThrow(
    IntegrityError,
  )
  expect(() => assembleInterdiction({ kind: 'typology', typologyIndex: 2 }, evaluation, report)).toThrow(
    IntegrityError,
  )
})
