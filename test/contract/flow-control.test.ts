import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReportDocument } from '@pantau/evaluation'
import { activateConfiguration, insertCondition } from '@pantau/store'
import type { Condition } from '@pantau/store'
import { configurationWith, paceTypology } from './pace-typology.ts'
import { startContractSystem, TENANT } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { identityOf, sendPayment, START_MS, testPayment } from './test-payment.ts'
import type { TestPayment } from './test-payment.ts'

/** Event-flow control: what conditions in force make of a payment, together with its scores. Each payment here scores 200. */

const flowProcessor = 'EFRuP@4.0.0'
const BELOW_ALERT = paceTypology('below-alert', { workflow: { alertThreshold: 201, flowProcessor } })
const CONFIGURATION = configurationWith(
  BELOW_ALERT,
  paceTypology('alert', {
    workflow: { alertThreshold: 200, interdictionThreshold: 201, flowProcessor },
  }),
  paceTypology('interdiction', {
    workflow: { alertThreshold: 100, interdictionThreshold: 200, flowProcessor },
  }),
  paceTypology('without-flow', { workflow: { alertThreshold: 201 } }),
)

const DECISIONS = {
  none: {
    reviews: { 'below-alert': false, alert: true, interdiction: true, 'without-flow': false },
    leaves: ['alert', 'interdiction by interdiction'],
  },
  block: {
    reviews: { 'below-alert': true, alert: true, interdiction: true, 'without-flow': false },
    leaves: ['alert', `interdiction by ${flowProcessor}`],
  },
  override: {
    reviews: { 'below-alert': false, alert: true, interdiction: true, 'without-flow': false },
    leaves: ['alert'],
  },
}
type FlowOutcome = keyof typeof DECISIONS

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem({ configurations: { [TENANT]: CONFIGURATION } })
})
afterAll(() => system?.stop())

type Choices = Partial<Omit<Condition, 'type' | 'owner'>>

async function impose(
  type: Condition['type'],
  owner: Condition['owner'],
  choices: Choices = {},
): Promise<void> {
  await insertCondition(system.pool, {
    tenantId: TENANT,
    conditionId: randomUUID(),
    type,
    owner,
    perspectives: ['debtor', 'creditor'],
    eventTypes: ['pacs.002.001.12'],
    inceptionMs: START_MS - 1_000,
    reason: 'test',
    user: 'test',
    createdAtMs: START_MS - 2_000,
    ...choices,
  })
}

/** The four that conditions are looked up for. */
function ownersOf({ debtor, creditor }: TestPayment): readonly Condition['owner'][] {
  return [debtor, creditor].flatMap((holder) => [
    { kind: 'entity', id: identityOf(holder).entity },
    { kind: 'account', id: identityOf(holder).account },
  ])
}

async function evaluate(payment: TestPayment): Promise<ReportDocument['report']> {
  await sendPayment(system, payment)
  return (await system.report(payment.messageId)).report
}

function flowOf(report: ReportDocument['report']): string | undefined {
  const results = report.tadpResult.typologyResult.flatMap(({ ruleResults }) => ruleResults)
  return results.find(({ id }) => id === flowProcessor)?.subRuleRef
}

function reviewsOf(report: ReportDocument['report']): Readonly<Record<string, boolean>> {
  return Object.fromEntries(report.tadpResult.typologyResult.map(({ cfg, review }) => [cfg, review]))
}

/** What the evaluation sends to other systems: alerts, and interdictions by the rule or typology that asked for them. */
async function leavesOf({ messageId }: TestPayment, report: ReportDocument['report']): Promise<string[]> {
  const rows = await system.pool.query<{ readonly kind: string; readonly payload: string }>({
    text: 'SELECT kind, payload FROM evaluation.outbox WHERE message_id = $1',
    values: [messageId],
  })
  return rows
    .map(({ kind, payload }) => (kind === 'alert' ? kind : `${kind} by ${askerOf(payload, report)}`))
    .sort()
}

function askerOf(payload: string, report: ReportDocument['report']): string | undefined {
  const { interdiction } = JSON.parse(payload) as {
    interdiction: { kind: 'typology'; typologyIndex: number } | { kind: 'block' }
  }
  return interdiction.kind === 'block'
    ? flowProcessor
    : report.tadpResult.typologyResult[interdiction.typologyIndex]?.cfg
}

describe('conditions of several kinds together', () => {
  const combinations: [Condition['type'][], FlowOutcome][] = [
    [[], 'none'],
    [['overridable-block'], 'block'],
    [['non-overridable-block'], 'block'],
    [['overridable-block', 'non-overridable-block'], 'block'],
    [['override'], 'override'],
    [['override', 'overridable-block'], 'override'],
    [['override', 'non-overridable-block'], 'block'],
    [['override', 'overridable-block', 'non-overridable-block'], 'block'],
  ]
  it.each(combinations)('%j: %s, whichever of the four owners have them', async (types, outcome) => {
    const { reviews, leaves } = DECISIONS[outcome]
    for (const first of [0, 1, 2, 3]) {
      const payment = testPayment()
      const owners = ownersOf(payment)
      for (const [index, type] of types.entries()) {
        const owner = owners[(first + index) % owners.length]
        await (owner === undefined ? Promise.reject(new RangeError('No owner')) : impose(type, owner))
      }
      const report = await evaluate(payment)
      expect(flowOf(report)).toBe(outcome)
      expect(reviewsOf(report)).toEqual(reviews)
      expect(report.status).toBe('ALRT')
      expect(await leavesOf(payment, report)).toEqual(leaves)
    }
  })
})

describe('a condition', () => {
  it.each<[string, Choices, FlowOutcome]>([
    ['is in force at its inception', { inceptionMs: START_MS }, 'block'],
    ['is not in force before', { inceptionMs: START_MS + 1 }, 'none'],
    ['is in force at its expiry, whatever the clock says now', { expiryMs: START_MS }, 'block'],
    ['is not in force after', { expiryMs: START_MS - 1 }, 'none'],
    ['is for the types of message that it names', { eventTypes: ['pacs.008.001.10'] }, 'none'],
    ['is for all of them', { eventTypes: ['all'] }, 'block'],
    ['is for the side that it names', { perspectives: ['creditor'] }, 'none'],
    ['is for this side', { perspectives: ['debtor'] }, 'block'],
    ['is of one tenant', { tenantId: 'tenant-002' }, 'none'],
  ])('%s', async (_what, choices, outcome) => {
    const payment = testPayment()
    await impose('overridable-block', { kind: 'account', id: identityOf(payment.debtor).account }, choices)
    expect(flowOf(await evaluate(payment))).toBe(outcome)
  })
})

describe('a score below the alert threshold', () => {
  beforeAll(async () => {
    const set = configurationWith(BELOW_ALERT)
    await activateConfiguration(system.pool, { tenantId: TENANT, set, nowMs: Date.now() })
    await system.configurations.refresh()
  })

  it.each<[Condition['type'] | undefined, string, readonly string[]]>([
    [undefined, 'NALT', []],
    ['override', 'NALT', []],
    ['overridable-block', 'ALRT', ['alert', `interdiction by ${flowProcessor}`]],
  ])('with %s is %s', async (type, status, leaves) => {
    const payment = testPayment()
    if (type !== undefined) {
      await impose(type, { kind: 'entity', id: identityOf(payment.creditor).entity })
    }
    const report = await evaluate(payment)
    expect(report.status).toBe(status)
    expect(await leavesOf(payment, report)).toEqual(leaves)
  })
})
