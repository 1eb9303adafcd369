import { acceptedEventCodec, paymentInstructionCodec } from '@pantau/contracts'
import type { CapturedEvent, EvaluationRecord } from '@pantau/contracts'
import { canonicalJson, compileConfiguration, decide, runRules, scoreTypologies } from '@pantau/evaluation'
import type { Plan } from '@pantau/evaluation'
import { createExamplePayment } from '@pantau/rule-kit'
import type { CapturedFacts } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import {
  configurationDigest,
  connectStore,
  createEvaluationWriter,
  ensurePartitions,
  evaluationIdFor,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { pacs002Document } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'

const DAY_MS = 86_400_000
const ACCEPTED_AT_MS = Date.now()

/** Three payments of the debtor within the day, one of the creditor, no condition. */
const FACTS: CapturedFacts = {
  [`attempt-count/debtor/sent/${DAY_MS}`]: { count: 3, saturated: false },
  [`attempt-count/creditor/received/${DAY_MS}`]: { count: 1, saturated: false },
  conditions: [],
}

/**
 * Stores an evaluation with the event and the configuration that it is made of, as the stages leave it behind.
 * @param change what a hand, or a fault, makes of the record before it is stored
 */
export async function storeEvaluation(
  url: string,
  messageId: string,
  change: (record: EvaluationRecord) => EvaluationRecord = (record) => record,
): Promise<EvaluationRecord> {
  const pool = await connectStore({
    url,
    applicationName: 'cli-test',
    poolMax: 1,
    statementTimeoutMs: 20_000,
  })
  try {
    await ensurePartitions(pool, { fromMs: ACCEPTED_AT_MS, monthsAhead: 1 })
    const set = defaultConfigurationSet()
    const compilation = compileConfiguration(set, ruleRegistry)
    const plan = 'compiled' in compilation ? compilation.compiled.planFor('pacs.002.001.12') : undefined
    if (plan === undefined) {
      throw new TypeError('The shipped configuration plans pacs.002')
    }
    const event = eventOf(messageId, configurationDigest(set))
    const record = change(evaluate(event, plan))
    await insertEvaluated(pool, event, canonicalJson(set))
    await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [] }])
    return record
  } finally {
    await pool.close()
  }
}

function eventOf(messageId: string, configDigest: string): CapturedEvent {
  const payment = createExamplePayment({ messageId, endToEndId: `E2E of ${messageId}` })
  return {
    header: {
      tenantId: payment.tenantId,
      transactionType: payment.transactionType,
      messageId,
      acceptedAtMs: ACCEPTED_AT_MS,
      configDigest,
      dataPreparationNs: 1_000,
      eventDirectorNs: 200,
    },
    payment,
    facts: FACTS,
  }
}

function evaluate({ header, payment, facts }: CapturedEvent, plan: Plan): EvaluationRecord {
  let nowNs = 0
  const clock = { nowNs: () => (nowNs += 17) }
  const ruleResults = runRules(plan, payment, facts, clock)
  const typologyResults = scoreTypologies(plan, ruleResults, clock)
  return {
    header,
    evaluationId: evaluationIdFor(header),
    status: decide(typologyResults),
    ruleResults,
    typologyResults,
    evaluatedAtMs: ACCEPTED_AT_MS + 30,
    adjudicationNs: 900,
  }
}

async function insertEvaluated(pool: StorePool, event: CapturedEvent, configuration: string): Promise<void> {
  const { tenantId, transactionType, messageId, acceptedAtMs, configDigest } = event.header
  const { endToEndId, instruction } = event.payment
  await pool.query({
    text: 'INSERT INTO configuration.snapshot (digest, document) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    values: [configDigest, configuration],
  })
  await pool.query({
    text: `INSERT INTO event_history.payment_instruction
      (tenant_id, end_to_end_id, debtor_account, creditor_account, debtor_entity, creditor_entity, instruction, accepted_at)
      VALUES ($1, $2, 'D', 'C', 'De', 'Ce', $3, now())`,
    values: [tenantId, endToEndId, textOf(paymentInstructionCodec.encode(instruction))],
  })
  await pool.query({
    text: `INSERT INTO raw_history.message_key VALUES ($1, $2, $3, '\\x00', to_timestamp($4::int8 / 1000.0))`,
    values: [tenantId, transactionType, messageId, acceptedAtMs],
  })
  await pool.query({
    text: `INSERT INTO raw_history.message (tenant_id, transaction_type, message_id, accepted_at, end_to_end_id, created_at,
        created_at_ms, body, configuration_digest, event)
      VALUES ($1, $2, $3, to_timestamp($4::int8 / 1000.0), $5, 'x', 0, $6, $7, $8)`,
    values: [
      tenantId,
      transactionType,
      messageId,
      acceptedAtMs,
      endToEndId,
      Buffer.from(JSON.stringify(pacs002Document({ endToEndId, messageId }))),
      configDigest,
      Buffer.from(acceptedEventCodec.encode(event)),
    ],
  })
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}
