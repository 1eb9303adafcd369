import { randomUUID } from 'node:crypto'
import type { FactValues } from '@pantau/rule-kit'
import { createAcceptance, expireCondition, insertCondition, listConditions } from '@pantau/store'
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
    for (const condition of [...own.map(([condition]) => condition), ...others]) {
      await insertCondition(store.pool, condition)
    }
    const expected = own.map(([{ conditionId, type }, owner]) => ({ conditionId, type, owner }))
    const byOwner = (found: InForce): InForce =>
      [...found].sort((left, right) => left.owner.localeCompare(right.owner))

    expect(byOwner(await inForce())).toEqual(byOwner(expected))
    expect(byOwner(await inForce(NOW_MS, 'status first'))).toEqual(byOwner(expected))
  })

  test('by the event time of the message, both ends included', async () => {
    await insertCondition(
      store.pool,
      conditionOn({ kind: 'account', id: 'D' }, { inceptionMs: NOW_MS, expiryMs: NOW_MS + 10 }),
    )
    const counts = []
    for (const offsetMs of [-1, 0, 10, 11]) {
      counts.push((await inForce(NOW_MS + offsetMs)).length)
    }
    expect(counts).toEqual([0, 1, 1, 0])
    expect(await inForce(NOW_MS + 11, 'status first')).toEqual([])
  })

  test('for the types of message that they name', async () => {
    await insertCondition(
      store.pool,
      conditionOn({ kind: 'account', id: 'D' }, { eventTypes: ['pacs.008.001.10'] }),
    )
    expect(await inForce()).toEqual([])
    await insertCondition(store.pool, conditionOn({ kind: 'account', id: 'D' }, { eventTypes: ['all'] }))
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
      await insertCondition(store.pool, condition)
    }
    expect(await listConditions(store.pool, { tenantId: 'DEFAULT', owner: first.owner })).toEqual([
      first,
      second,
    ])
    expect(await listConditions(store.pool, { tenantId: 'OTHER', owner: first.owner })).toEqual([])
  })

  test('an expiry is set once, and takes effect', async () => {
    const condition = conditionOn({ kind: 'account', id: 'D' }, { perspectives: ['debtor', 'creditor'] })
    await insertCondition(store.pool, condition)
    const request = { ...condition, expiryMs: NOW_MS - 1, nowMs: NOW_MS }
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
    await expect(insertCondition(store.pool, condition)).rejects.toThrow(/duplicate key/)
    expect(await store.pool.query({ text: 'SELECT FROM event_history.condition' })).toEqual([])
  })
})
