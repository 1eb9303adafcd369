import { createHash } from 'node:crypto'
import { compileConfiguration } from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createDecider, evaluationChain, ONE_GROUP } from '@pantau/service-evaluator'
import { createInlineExecutor } from '@pantau/service-rule-processor'
import type { RuleExecutor } from '@pantau/service-rule-processor'
import {
  activateConfiguration,
  connectStore,
  createAcceptance,
  createConfigurationCatalog,
  createEvaluationWriter,
  createLayoutSource,
  loadEvaluation,
  readLedger,
  recomputationOf,
  runMigrations,
} from '@pantau/store'
import type { Acceptance, AcceptanceOutcome, ConfigurationCatalog, StorePool } from '@pantau/store'
import { createPopulation, paymentPairs, startPostgres } from '@pantau/testkit'
import type { PaymentPair, TestPostgres } from '@pantau/testkit'
import { configurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const PAYMENTS = 60
const tenantId = 'DEFAULT'

interface Database {
  readonly pool: StorePool
  readonly catalog: ConfigurationCatalog
  readonly executor: Pick<RuleExecutor, 'run'>
  close(): Promise<void>
}

let server: TestPostgres
let pairs: readonly PaymentPair[]
beforeAll(async () => {
  server = await startPostgres()
  // Few people, so that they meet again and typologies have something to tell.
  const population = createPopulation({ seed: 7, accounts: 6 })
  pairs = [...paymentPairs({ population, count: PAYMENTS, startAtMs: Date.now() - 3_600_000 })]
})
afterAll(() => server.stop())

async function openDatabase(): Promise<Database> {
  const { url, drop } = await server.createDatabase()
  await runMigrations({ url })
  const applicationName = 'decider-test'
  const pool = await connectStore({ url, applicationName, poolMax: 3, statementTimeoutMs: 20_000 })
  await activateConfiguration(pool, { tenantId, set: configurationSet('pantau-default'), nowMs: 0 })
  const catalog = await createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: (error) => {
      throw error
    },
  })
  const executor = createInlineExecutor({
    configurations: catalog,
    layouts: createLayoutSource(pool),
    ruleGroups: ONE_GROUP,
    ruleBudgetMs: 10_000,
    clock: { nowNs: () => 0 },
    onGivenUp: (rule) => expect.fail(`${rule.ruleId} was given up`),
  })
  return {
    pool,
    catalog,
    executor,
    async close() {
      await catalog.close()
      await executor.close()
      await pool.close()
      await drop()
    },
  }
}

function acceptanceOf({ pool, catalog }: Database, decide?: ReturnType<typeof createDecider>): Acceptance {
  return createAcceptance({
    pool,
    configurations: catalog,
    nowNs: () => 0n,
    batchMax: 10,
    queueMax: 100,
    concurrency: 1,
    decide,
  })
}

async function accept(
  acceptance: Acceptance,
  type: TransactionType,
  { TxTp: _type, ...document }: PaymentPair['pacs008'] | PaymentPair['pacs002'],
): Promise<AcceptanceOutcome & { readonly kind: 'accepted' }> {
  const rawBody = Buffer.from(JSON.stringify(document))
  const candidate: Parameters<typeof parseMessage>[1] = JSON.parse(rawBody.toString())
  const result = parseMessage(type, candidate, { quoting: false })
  if (result.kind !== 'parsed') {
    throw new TypeError(JSON.stringify(result.problems))
  }
  const outcome = await acceptance.accept({
    tenantId,
    parsed: result.message,
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: 0n,
  })
  if (outcome.kind !== 'accepted') {
    throw new TypeError(`Not accepted: ${outcome.kind}`)
  }
  return outcome
}

/** What was decided on a payment's report, without the times that it took. */
async function decisionOn({ pool }: Database, pair: PaymentPair): Promise<unknown> {
  const messageId = pair.pacs002.FIToFIPmtSts.GrpHdr.MsgId
  const stored = await loadEvaluation(pool, { tenantId, messageId })
  if (stored === undefined) {
    throw new TypeError('There is no evaluation')
  }
  expect(recomputationOf(stored, ruleRegistry)).toEqual({ kind: 'identical' })
  const { status, ruleResults, typologyResults } = stored.record
  return {
    status,
    rules: ruleResults.map(({ durationNs: _durationNs, ...result }) => result),
    typologies: typologyResults.map(({ durationNs: _durationNs, ...result }) => result),
  }
}

async function outboxOf({ pool }: Database): Promise<readonly unknown[]> {
  return pool.query({ text: 'SELECT message_id, kind FROM evaluation.outbox ORDER BY 1, 2' })
}

describe('what is decided where it is accepted', () => {
  it('is what the stages behind the broker decide, with what leaves because of it', async () => {
    const [atOnce, later] = await Promise.all([openDatabase(), openDatabase()])
    const decide = createDecider({
      configurations: atOnce.catalog,
      executor: atOnce.executor,
      alertsOnly: true,
      onLeft: (count, error) => expect.fail(`${count} were left: ${String(error)}`),
    })
    const chain = evaluationChain({
      writer: createEvaluationWriter({ pool: later.pool }),
      configurations: later.catalog,
      executor: later.executor,
      alertsOnly: true,
    })
    const [deciding, accepting] = [acceptanceOf(atOnce, decide), acceptanceOf(later)]
    for (const { pacs008, pacs002 } of pairs) {
      await accept(deciding, 'pacs.008.001.10', pacs008)
      const { events, decided } = await accept(deciding, 'pacs.002.001.12', pacs002)
      expect([events, decided?.length]).toEqual([[], 1])
      await accept(accepting, 'pacs.008.001.10', pacs008)
      await chain.handle((await accept(accepting, 'pacs.002.001.12', pacs002)).events)
    }
    for (const pair of pairs) {
      expect(await decisionOn(atOnce, pair)).toEqual(await decisionOn(later, pair))
    }
    const left = await outboxOf(atOnce)
    expect(left).toEqual(await outboxOf(later))
    expect(left.length).toBeGreaterThan(0)
    expect(await readLedger(atOnce.pool, {})).toMatchObject([
      { decided: PAYMENTS, waiting: 0, balanced: true },
    ])
    await Promise.all([atOnce.close(), later.close()])
  })

  it.each([
    [
      'the rules cannot be run',
      (database: Database) => ({
        ...database,
        executor: { run: () => Promise.reject(new Error('No thread is left')) },
      }),
    ],
    [
      'the configuration cannot be found',
      (database: Database) => ({
        ...database,
        catalog: { ...database.catalog, byDigest: async () => undefined },
      }),
    ],
  ])('is nothing where %s: the event is handed on, and the stages decide', async (_what, broken) => {
    const database = await openDatabase()
    const { executor, catalog } = broken(database)
    const lefts: number[] = []
    const decide = createDecider({
      configurations: catalog,
      executor,
      alertsOnly: true,
      onLeft: (count) => lefts.push(count),
    })
    const acceptance = acceptanceOf(database, decide)
    const [pair] = pairs
    if (pair === undefined) {
      throw new TypeError('There are payments')
    }
    await accept(acceptance, 'pacs.008.001.10', pair.pacs008)
    const { events, decided } = await accept(acceptance, 'pacs.002.001.12', pair.pacs002)
    expect([events.length, decided, lefts]).toEqual([1, [], [1]])
    const chain = evaluationChain({
      writer: createEvaluationWriter({ pool: database.pool }),
      configurations: database.catalog,
      executor: database.executor,
      alertsOnly: true,
    })
    expect(await chain.handle(events)).toEqual([{ kind: 'ack', outputs: [] }])
    expect(await readLedger(database.pool, {})).toMatchObject([{ decided: 1, waiting: 0, balanced: true }])
    await database.close()
  })
})
