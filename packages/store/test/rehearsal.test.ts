import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEvaluationWriter, createRehearsalPool, prepareConnections } from '@pantau/store'
import type { ActiveConfiguration, Statement, StorePool } from '@pantau/store'
import { accepting, eventsOf, NOW_MS, pay, readEvent } from './acceptance-harness.ts'
import { EVERY_FACT } from './every-fact.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { configurationOf, statusRequest, transferRequest } from './payment-requests.ts'
import type { TestPayment } from './payment-requests.ts'

const CONNECTIONS = 2
/** https://www.postgresql.org/docs/18/errcodes-appendix.html */
const LOCK_NOT_AVAILABLE = '55P03'
const everyFact = configurationOf(EVERY_FACT)

let store: OpenStore
beforeAll(async () => {
  store = await openStore({ poolMax: CONNECTIONS })
})
afterAll(() => store.close())

/** Payments around a circle of five accounts and back, so that facts of both sides have something to say. */
function somePayments(prefix: string): readonly TestPayment[] {
  return Array.from({ length: 40 }, (_, index) => ({
    endToEndId: `${prefix} ${index}`,
    debtor: `A${index % 5}`,
    creditor: `A${(index * 2 + 1) % 5}`,
    atMs: NOW_MS + index * 600_000,
    amountMinor: BigInt(100 + index * 37),
  })).filter(({ debtor, creditor }) => debtor !== creditor)
}

/** The facts of each payment, as the bytes of its event say them: some reported with their transfer, some later. */
async function factsOn(pool: StorePool, payments: readonly TestPayment[]) {
  const configurations = { active: (): ActiveConfiguration => everyFact }
  const acceptance = accepting(pool, { configurations })
  const facts: unknown[] = []
  for (const [index, payment] of payments.entries()) {
    const outcomes =
      index % 2 === 0
        ? await pay(acceptance, payment)
        : [await acceptance.accept(transferRequest(payment)), await acceptance.accept(statusRequest(payment))]
    for (const outcome of outcomes) {
      for (const { payment: paid, facts: captured } of eventsOf(outcome)) {
        facts.push([paid.messageId, captured])
      }
      if (outcome.kind === 'accepted') {
        const [event] = outcome.events
        facts.push((await readEvent(pool, event?.bytes())).facts)
      }
    }
  }
  return facts
}

/** What is on disk of all tables, and what sequences have given: dead rows count, too. */
async function traces(pool: StorePool): Promise<unknown> {
  return pool.query({
    text: `SELECT (SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND oid >= 16384) AS bytes,
      (SELECT sum(last_value) FROM pg_sequences) AS given`,
  })
}

/** The prepared statements of a usual acceptance and of a usual evaluation. */
async function rehearsedStatements(): Promise<readonly Statement<unknown>[]> {
  const pool = createRehearsalPool(() => NOW_MS)
  await factsOn(pool, somePayments('rehearsed'))
  return pool.statements()
}

describe('a rehearsal', () => {
  it('captures the facts that PostgreSQL would have', async () => {
    const payments = somePayments('fact')
    const rehearsed = await factsOn(
      createRehearsalPool(() => NOW_MS),
      payments,
    )
    expect(rehearsed.length).toBeGreaterThan(3 * payments.length)
    expect(rehearsed).toEqual(await factsOn(store.pool, payments))
  })

  it('answers a writer of evaluations, which asks for no layout twice', async () => {
    const pool = createRehearsalPool(() => NOW_MS)
    const writer = createEvaluationWriter({ pool })
    const record = {
      header: {
        tenantId: 'T',
        transactionType: 'pacs.002.001.12',
        messageId: 'm1',
        acceptedAtMs: NOW_MS,
        configDigest: 'd',
        dataPreparationNs: 1,
        eventDirectorNs: 1,
      },
      evaluationId: '00000000-0000-4000-8000-000000000000',
      status: 'NALT',
      ruleResults: [],
      typologyResults: [],
      evaluatedAtMs: NOW_MS,
      adjudicationNs: 1,
    } as const
    expect(await writer.write([{ record, isFinding: false, outbox: [] }])).toEqual(['written'])
    expect(pool.statements().map(({ name }) => name)).toEqual([
      'begin',
      'durable',
      'insert-layouts',
      'insert-evaluations',
      'commit',
    ])
  })
})

describe('prepareConnections', () => {
  it('prepares the usual statements on each connection and leaves nothing behind', async () => {
    const fresh = await openStore({ poolMax: CONNECTIONS })
    try {
      const statements = await rehearsedStatements()
      const before = await traces(fresh.pool)
      await prepareConnections(fresh.pool, { connections: CONNECTIONS, statements })
      const known = await Promise.all(
        Array.from({ length: CONNECTIONS }, () =>
          fresh.pool.query<{ name: string }>({ text: 'SELECT name FROM pg_prepared_statements' }),
        ),
      )
      // What is asked for about one thing instead of a list is left to its first use.
      const expected = statements.flatMap(({ name = '' }) => (name === 'select-layout' ? [] : [name])).sort()
      expect(expected.length).toBeGreaterThan(15)
      for (const rows of known) {
        expect(rows.map(({ name }) => name).sort()).toEqual(expected)
      }
      expect(await traces(fresh.pool)).toEqual(before)
      const configurations = { active: (): ActiveConfiguration => everyFact }
      const [, outcome] = await pay(accepting(fresh.pool, { configurations }), { endToEndId: 'real' })
      expect(eventsOf(outcome)).toHaveLength(1)
    } finally {
      await fresh.close()
    }
  })

  it('gives up soon where somebody holds a table, and leaves a pool that works', async () => {
    const statements = await rehearsedStatements()
    await store.pool.transaction(async ({ exchange }) => {
      await exchange((send) => ({ locked: send({ text: 'LOCK TABLE raw_history.message_key' }) }))
      await expect(prepareConnections(store.pool, { connections: 1, statements })).rejects.toMatchObject({
        name: 'StoreUnavailableError',
        cause: { code: LOCK_NOT_AVAILABLE },
      })
    })
    await prepareConnections(store.pool, { connections: 1, statements })
  })
})
