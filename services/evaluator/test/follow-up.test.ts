import { createHash } from 'node:crypto'
import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import { compileConfiguration, explanationInWords } from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createInlineExecutor } from '@pantau/service-rule-processor'
import {
  activateConfiguration,
  connectStore,
  createAcceptance,
  createConfigurationCatalog,
  explanationOf,
  loadEvaluation,
  recomputationOf,
  runMigrations,
  createLayoutSource,
  createEvaluationWriter,
} from '@pantau/store'
import type { Acceptance, ConfigurationCatalog, StorePool } from '@pantau/store'
import type { Stage } from '@pantau/stream'
import { pacs002Document, pacs008Document, startPostgres } from '@pantau/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { evaluationChain, ONE_GROUP } from '@pantau/service-evaluator'
import { FOLLOW_UP, followUpSet, LARGE } from './follow-up-set.ts'

const tenantId = 'DEFAULT'
const START_MS = Date.UTC(2026, 10, 20, 12)

interface Opened {
  readonly pool: StorePool
  readonly catalog: ConfigurationCatalog
  readonly acceptance: Acceptance
  readonly chain: Stage<AcceptedEvent, unknown>
  close(): Promise<void>
}

let system: Opened
beforeAll(async () => {
  system = await open()
})
afterAll(() => system.close())

/** Acceptance and evaluation over one database, as `tms` and `evaluator` have them. */
async function open(): Promise<Opened> {
  const server = await startPostgres()
  const { url, drop } = await server.createDatabase()
  await runMigrations({ url })
  const pool = await connectStore({
    url,
    applicationName: 'follow-up-test',
    poolMax: 4,
    statementTimeoutMs: 20_000,
  })
  await activateConfiguration(pool, { tenantId, set: followUpSet(), nowMs: START_MS })
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
    acceptance: createAcceptance({
      pool,
      configurations: catalog,
      nowNs: process.hrtime.bigint,
      batchMax: 10,
      queueMax: 10,
      concurrency: 1,
    }),
    chain: evaluationChain({
      writer: createEvaluationWriter({ pool }),
      configurations: catalog,
      executor,
      alertsOnly: true,
    }),
    async close() {
      await catalog.close()
      await pool.close()
      await drop()
      await server.stop()
    },
  }
}

let payments = 0
/** Accepts both messages of a payment to the default creditor, evaluates what is due so many times, and answers with its MsgId. */
async function pay(debtor: string, amount: number, deliveries = 1): Promise<string> {
  payments += 1
  const messageId = `report ${payments}`
  const details = {
    endToEndId: `e${payments}`,
    debtor: { accountId: debtor },
    amount,
    createdAtMs: START_MS + payments * 60_000,
  }
  const { TxTp: _transferType, ...transfer } = pacs008Document(details)
  const { TxTp: _reportType, ...report } = pacs002Document({ ...details, messageId })
  await accept('pacs.008.001.10', transfer)
  const events = await accept('pacs.002.001.12', report)
  for (let delivery = 0; delivery < deliveries; delivery += 1) {
    expect(await system.chain.handle(events)).toEqual([{ kind: 'ack', outputs: [] }])
  }
  return messageId
}

async function accept(type: TransactionType, document: object): Promise<readonly Encoded<AcceptedEvent>[]> {
  const rawBody = Buffer.from(JSON.stringify(document))
  const candidate: Parameters<typeof parseMessage>[1] = JSON.parse(rawBody.toString())
  const result = parseMessage(type, candidate, { quoting: false })
  if (result.kind !== 'parsed') {
    throw new TypeError(JSON.stringify(result.problems))
  }
  const outcome = await system.acceptance.accept({
    tenantId,
    parsed: result.message,
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: process.hrtime.bigint(),
  })
  if (outcome.kind !== 'accepted') {
    throw new TypeError(`Not accepted: ${outcome.kind}`)
  }
  return outcome.events
}

async function evaluationOf(messageId: string) {
  const stored = await loadEvaluation(system.pool, { tenantId, messageId })
  if (stored === undefined) {
    throw new TypeError('There is no evaluation')
  }
  return stored
}

/** The typologies that asked for a review. */
async function alertsOf(messageId: string): Promise<readonly string[]> {
  const { record } = await evaluationOf(messageId)
  return record.typologyResults.filter(({ review }) => review).map(({ cfg }) => cfg)
}

it('a payment knows of the finding on an earlier one of its account, and is followed up; what follows up is not remembered', async () => {
  const [first, second, third] = [await pay('A', 20_000, 3), await pay('B', 20), await pay('X', 30)]
  expect(await alertsOf(first)).toEqual([LARGE])
  expect(await alertsOf(second)).toEqual([FOLLOW_UP])
  expect(await alertsOf(third)).toEqual([FOLLOW_UP])

  const counted = await Promise.all([first, second, third].map(countedBy))
  expect(counted).toEqual([0, 1, 1])
  const rows = await system.pool.query({
    text: 'SELECT DISTINCT end_to_end_id FROM event_history.account_finding',
  })
  expect(rows).toEqual([{ end_to_end_id: 'e1' }])

  const both = await pay('Y', 20_000)
  expect(await alertsOf(both)).toEqual([LARGE, FOLLOW_UP])
  expect(await countedBy(await pay('Z', 40))).toBe(2)
})

it('what a payment knew is on record: its decision is explained, and computed again to the byte, whatever was decided since', async () => {
  await pay('A', 20_000)
  const messageId = await pay('B', 20)
  await pay('A', 20_000)

  const stored = await evaluationOf(messageId)
  expect(recomputationOf(stored, ruleRegistry)).toEqual({ kind: 'identical' })
  expect(explanationInWords(explanationOf(stored, ruleRegistry)).join('\n')).toMatch(
    /other payments of the creditor's account in the last 30 days that had been found suspicious when this one came: \d payments; the newest 1 minute/,
  )
})

async function countedBy(messageId: string): Promise<number | undefined> {
  const { record } = await evaluationOf(messageId)
  return record.ruleResults.find(({ ruleId }) => ruleId === '126@1.0.0')?.value
}
