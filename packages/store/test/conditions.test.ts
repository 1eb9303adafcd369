import { randomUUID } from 'node:crypto'
import type { FactValues } from '@pantau/rule-kit'
import {
  createAcceptance,
  expireCondition,
  insertCondition,
  listConditions,
  ownerExists,
} from '@pantau/store'
import type { Acceptance, Condition } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { activeConfiguration, statusRequest, transferRequest } from './payment-requests.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 12)
const CONFIGURATION = activeConfiguration()

let store: OpenStore
let acceptance: Acceptance

beforeAll(async () => {
  store = await openStore()
  acceptance = createAcceptance({
    pool: store.pool,
    configurations: { active: () => CONFIGURATION },
    nowNs: () => process.hrtime.bigint(),
    batchMax: 100,
    queueMax: 100,
    concurrency: 1,
  })
})
afterAll(() => store.close())
beforeEach(async () => {
  await store.pool.query({
    text: `TRUNCATE event_history.condition, event_history.governed_as_debtor_by, event_history.governed_as_creditor_by,
      event_history.governed_as_debtor_account_by, event_history.governed_as_creditor_account_by`,
  })
})

function conditionOn(owner: Condition['owner'], rest: Partial<Condition> = {}): Condition {
  return {
    tenantId: 'DEFAULT',
    conditionId: randomUUID(),
    type: 'overridable-block',
    owner,
    perspectives: ['debtor'],
    eventTypes: ['pacs.002.001.12'],
    inceptionMs: NOW_MS - 1_000,
    reason: 'court order 88/26',
    user: 'ops.lead',
    createdAtMs: NOW_MS - 1_000,
    ...rest,
  }
}

function enter(condition: Condition, createsOwner = false): Promise<void> {
  const ownerDocument = { acct: { id: condition.owner.id } }
  return insertCondition(store.pool, condition, { ownerDocument, createsOwner, changedBy: 'ops.lead@bank' })
}

function auditTrail(target: string): Promise<readonly unknown[]> {
  return store.pool.query({
    text: `SELECT tenant_id, changed_by, action, after::jsonb AS after FROM audit.change WHERE target = $1 ORDER BY id`,
    values: [target],
  })
}

type InForce = FactValues['conditions']

/** The conditions that a payment from D to C, reported at `atMs`, was captured with. `order` is which of its messages comes first. */
async function inForce(
  atMs = NOW_MS,
  order: 'transfer first' | 'status first' = 'transfer first',
): Promise<InForce> {
  const payment = { endToEndId: randomUUID(), debtor: 'D', creditor: 'C', atMs }
  const requests = [transferRequest({ ...payment, atMs: NOW_MS - 500 }), statusRequest(payment)]
  const outcomes = []
  for (const request of order === 'transfer first' ? requests : requests.toReversed()) {
    outcomes.push(await acceptance.accept(request))
  }
  const events = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
  expect(events).toHaveLength(1)
  return (events[0]?.value().facts['conditions'] ?? []) as InForce
}

function byOwner(found: InForce): InForce {
  return [...found].sort((left, right) => left.owner.localeCompare(right.owner))
}

describe('conditions in force', () => {
  test('are found on each of the four owners, on the side that they are meant for', async () => {
    const own = [
      [conditionOn({ kind: 'entity', id: 'entity of D' }), 'debtor-entity'],
      [conditionOn({ kind: 'account', id: 'D' }), 'debtor-account'],
      [conditionOn({ kind: 'entity', id: 'entity of C' }, { perspectives: ['creditor'] }), 'creditor-entity'],
      [
        conditionOn({ kind: 'account', id: 'C' }, { perspectives: ['debtor', 'creditor'], type: 'override' }),
        'creditor-account',
      ],
    ] as const
    const others = [
      conditionOn({ kind: 'account', id: 'C' }),
      conditionOn({ kind: 'account', id: 'D' }, { perspectives: ['creditor'] }),
      conditionOn({ kind: 'account', id: 'D' }, { tenantId: 'OTHER' }),
      conditionOn({ kind: 'entity', id: 'D' }),
    ]
    for (const condition of [...own.map(([first]) => first), ...others]) {
      await enter(condition)
    }
    const expected = own.map(([{ conditionId, type }, owner]) => ({ conditionId, type, owner }))

    expect(byOwner(await inForce())).toEqual(byOwner(expected))
    expect(byOwner(await inForce(NOW_MS, 'status first'))).toEqual(byOwner(expected))
  })

  test('by the event time of the message, both ends included', async () => {
    await enter(conditionOn({ kind: 'account', id: 'D' }, { inceptionMs: NOW_MS, expiryMs: NOW_MS + 10 }))
    const counts = []
    for (const offsetMs of [-1, 0, 10, 11]) {
      counts.push((await inForce(NOW_MS + offsetMs)).length)
    }
    expect(counts).toEqual([0, 1, 1, 0])
    expect(await inForce(NOW_MS + 11, 'status first')).toEqual([])
  })

  test('for the types of message that they name', async () => {
    await enter(conditionOn({ kind: 'account', id: 'D' }, { eventTypes: ['pacs.008.001.10'] }))
    expect(await inForce()).toEqual([])
    await enter(conditionOn({ kind: 'account', id: 'D' }, { eventTypes: ['all'] }))
    expect(await inForce()).toHaveLength(1)
  })
})

describe('keeping conditions', () => {
  test('they are listed as they were entered, for their owner only', async () => {
    const first = conditionOn({ kind: 'account', id: 'D' }, { perspectives: ['debtor', 'creditor'] })
    const second = conditionOn(
      { kind: 'account', id: 'D' },
      {
        inceptionMs: NOW_MS,
        expiryMs: NOW_MS + 60_000,
        perspectives: ['creditor'],
        type: 'override',
        eventTypes: ['all'],
      },
    )
    for (const condition of [second, first, conditionOn({ kind: 'entity', id: 'D' })]) {
      await enter(condition)
    }
    expect(await listConditions(store.pool, { tenantId: 'DEFAULT', owner: first.owner })).toEqual([
      first,
      second,
    ])
    expect(await listConditions(store.pool, { tenantId: 'OTHER', owner: first.owner })).toEqual([])
  })

  test('an expiry is set once, and takes effect', async () => {
    const condition = conditionOn({ kind: 'account', id: 'D' }, { perspectives: ['debtor', 'creditor'] })
    await enter(condition)
    const request = { ...condition, expiryMs: NOW_MS - 1, nowMs: NOW_MS, changedBy: 'ops.deputy@bank' }
    expect(await inForce()).toHaveLength(1)

    expect(await expireCondition(store.pool, { ...request, owner: { kind: 'account', id: 'C' } })).toBe(
      'unknown',
    )
    expect(await expireCondition(store.pool, request)).toBe('expired')
    expect(await expireCondition(store.pool, { ...request, expiryMs: NOW_MS + 60_000 })).toBe(
      'expires-already',
    )

    expect(await inForce()).toEqual([])
    expect(await listConditions(store.pool, { tenantId: 'DEFAULT', owner: condition.owner })).toEqual([
      { ...condition, expiryMs: NOW_MS - 1 },
    ])
  })

  test('a condition whose edge cannot be written is not kept at all', async () => {
    const condition = conditionOn({ kind: 'account', id: 'D' }, { perspectives: ['debtor', 'debtor'] })
    await expect(enter(condition)).rejects.toThrow(/duplicate key/)
    expect(await store.pool.query({ text: 'SELECT FROM event_history.condition' })).toEqual([])
  })

  test('an owner that no message named is made known where that is asked for', async () => {
    for (const kind of ['account', 'entity'] as const) {
      const owner = { kind, id: `new ${kind}` }
      await enter(conditionOn(owner))
      expect(await ownerExists(store.pool, 'DEFAULT', owner)).toBe(false)
      await enter(conditionOn(owner), true)
      await enter(conditionOn(owner), true)
      expect(await ownerExists(store.pool, 'DEFAULT', owner)).toBe(true)
      expect(await ownerExists(store.pool, 'OTHER', owner)).toBe(false)
    }
  })

  test('the audit trail says who did what, and takes it back from nobody', async () => {
    const condition = conditionOn({ kind: 'account', id: 'D' })
    await enter(condition)
    await expireCondition(store.pool, {
      ...condition,
      expiryMs: NOW_MS,
      nowMs: NOW_MS,
      changedBy: 'ops.deputy@bank',
    })
    expect(await auditTrail(condition.conditionId)).toEqual([
      {
        tenant_id: 'DEFAULT',
        changed_by: 'ops.lead@bank',
        action: 'create condition',
        after: {
          condId: condition.conditionId,
          condTp: 'overridable-block',
          evtTp: ['pacs.002.001.12'],
          prsptv: 'debtor',
          incptnDtTm: '2026-11-20T11:59:59.000Z',
          condRsn: 'court order 88/26',
          usr: 'ops.lead',
          acct: { id: 'D' },
          tenantId: 'DEFAULT',
          creDtTm: '2026-11-20T11:59:59.000Z',
        },
      },
      {
        tenant_id: 'DEFAULT',
        changed_by: 'ops.deputy@bank',
        action: 'expire condition',
        after: { xprtnDtTm: '2026-11-20T12:00:00.000Z' },
      },
    ])
    for (const text of [
      'DELETE FROM audit.change',
      'UPDATE audit.change SET after = NULL',
      'TRUNCATE audit.change',
    ]) {
      await expect(store.pool.query({ text })).rejects.toThrow(/takes new rows only/)
    }
  })
})
