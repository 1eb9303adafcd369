import { PackedFacts } from '../src/index.ts'
import type {
  AcceptedEvent,
  CapturedEvent,
  EvaluationHeader,
  EvaluationRecord,
  PlannedEvent,
  RuleOutcomes,
  TypologyOutcomes,
} from '../src/index.ts'

/** The values whose encodings are kept in `golden/`. Invented; changing one means a new golden file, never an edited one. */

const header: EvaluationHeader = {
  tenantId: 'DEFAULT',
  transactionType: 'pacs.002.001.12',
  messageId: 'STATUS-000417',
  acceptedAtMs: 1_785_662_049_030,
  configDigest: '9f2c1e0b7a5d4e3f8c6b9a0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f',
  dataPreparationNs: 1_873_002,
  eventDirectorNs: 40_218,
  traceParent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
}

const part = { group: 'default', index: 0, count: 1 }

const ruleResults = [
  { ruleId: '901@4.0.0', cfg: '4.0.0', outcome: '.02', value: 2, durationNs: 4182 },
  {
    ruleId: '902@4.0.0',
    cfg: '4.0.0',
    outcome: '.err',
    value: 0,
    reason: 'Überlauf “测试”',
    durationNs: 3977,
  },
]

const typologyResults = [
  {
    typologyId: 'typology-processor',
    cfg: 'T-PACE@1.2.0',
    score: 300.5,
    review: true,
    interdict: false,
    reason: '1 of 2 rules could not tell',
    durationNs: 903,
  },
  {
    typologyId: 'typology-processor',
    cfg: 'T-SPREAD@1.0.0',
    score: 0,
    review: false,
    interdict: false,
    durationNs: 411,
  },
]

export const acceptedEvent: CapturedEvent = {
  header,
  payment: {
    tenantId: 'DEFAULT',
    transactionType: 'pacs.002.001.12',
    messageId: 'STATUS-000417',
    endToEndId: 'E2E-7f31c0',
    occurredAtMs: 1_785_662_049_000,
    status: 'ACCC',
    instruction: {
      endToEndId: 'E2E-7f31c0',
      createdAt: '2026-08-02T09:14:07.512Z',
      createdAtMs: 1_785_662_047_512,
      debtor: { accountId: 'BE0401987712BBANNORTHB01', entityId: 'CIF77120BANK_CIF' },
      creditor: { accountId: 'BE0550443210BBANSOUTHB02', entityId: 'CIF90233BANK_CIF' },
      instructed: { amountMinor: 125_075n, currency: 'EUR' },
      settlement: { amountMinor: 900_719_925_474_099_312_345n, currency: 'IDR' },
      exchangeRate: '17500.125',
      purposeCode: 'MP2B',
      remittanceText: 'Größe \\ "9/10" – 猫🐈',
      debtorBirthDate: '1968-02-01',
      creditorBirthDate: '1935-05-08',
      location: { latitudeDegrees: -6.2, longitudeDegrees: 106.816_666 },
    },
  },
  facts: {
    'attempt-count/debtor/sent/86400000': { count: 2, saturated: false },
    conditions: [
      {
        conditionId: '2110b4bc-7d7b-4e7a-9a2c-70a4a4a5b6c7',
        type: 'overridable-block',
        owner: 'debtor-account',
      },
    ],
  },
}

export const packedEvent: AcceptedEvent = {
  ...acceptedEvent,
  facts: new PackedFacts('kZ3v0bXo1mJt9sQeW2yRfA', [
    [2, 'IDR', false],
    null,
    [{ conditionId: '2110b4bc-7d7b-4e7a-9a2c-70a4a4a5b6c7', type: 'override', owner: 'debtor-account' }],
  ]),
}
export const plannedEvent: PlannedEvent = { ...acceptedEvent, part }
export const packedPlannedEvent: PlannedEvent = { ...packedEvent, part }
export const ruleOutcomes: RuleOutcomes = { header, part, ruleResults }
export const typologyOutcomes: TypologyOutcomes = { header, ruleResults, typologyResults }
export const evaluationRecord: EvaluationRecord = {
  header,
  evaluationId: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
  status: 'ALRT',
  ruleResults,
  typologyResults,
  evaluatedAtMs: 1_785_662_049_188,
  adjudicationNs: 511_920,
}
