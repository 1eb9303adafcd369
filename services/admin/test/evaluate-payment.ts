import { createHash, randomUUID } from 'node:crypto'
import type { CapturedEvent } from '@pantau/contracts'
import { compileConfiguration, decide, runRules, scoreTypologies } from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createAcceptance, createConfigurationCatalog, createEvaluationWriter } from '@pantau/store'
import type { AcceptRequest, ConfigurationCatalog, StorePool } from '@pantau/store'
import { pacs002Document, pacs008Document } from '@pantau/testkit'

const CLOCK = { nowNs: () => Number(process.hrtime.bigint()) }

/** The configurations of all tenants, as a running service has them. */
export function openCatalog(pool: StorePool): Promise<ConfigurationCatalog> {
  return createConfigurationCatalog({
    pool,
    compile: (candidate) => compileConfiguration(candidate, ruleRegistry),
    onRefreshFailed: (error) => {
      throw error
    },
  })
}

/** Accepts a payment and its status report under what is active for the tenant. */
export async function acceptPayment(
  pool: StorePool,
  catalog: ConfigurationCatalog,
  tenantId: string,
  payment: string,
  createdAtMs?: number,
): Promise<CapturedEvent> {
  const acceptance = createAcceptance({
    pool,
    configurations: catalog,
    nowNs: process.hrtime.bigint,
    batchMax: 10,
    queueMax: 10,
    concurrency: 1,
  })
  const endToEndId = `E2E-${payment}`
  const times = createdAtMs === undefined ? {} : { createdAtMs }
  const { TxTp: _transferType, ...transfer } = pacs008Document({
    endToEndId,
    messageId: `M8-${payment}`,
    ...times,
  })
  const { TxTp: _reportType, ...report } = pacs002Document({
    endToEndId,
    messageId: `M2-${payment}`,
    ...times,
  })
  await acceptance.accept(requestOf(tenantId, 'pacs.008.001.10', transfer))
  const outcome = await acceptance.accept(requestOf(tenantId, 'pacs.002.001.12', report))
  const [event] = outcome.kind === 'accepted' ? outcome.events : []
  if (event === undefined) {
    throw new Error(`No evaluation is owed: ${outcome.kind}`)
  }
  return event.value()
}

/** Evaluates what was accepted, under the set that it was accepted under, and stores the evaluation. */
export async function evaluate(
  pool: StorePool,
  catalog: ConfigurationCatalog,
  { header, payment, facts }: CapturedEvent,
): Promise<void> {
  const configuration = await catalog.byDigest(header.configDigest)
  const plan = configuration?.compiled.planFor(payment.transactionType)
  if (plan === undefined) {
    throw new Error('The message was accepted under a set that is not there')
  }
  const ruleResults = runRules(plan, payment, facts, CLOCK)
  const typologyResults = scoreTypologies(plan, ruleResults, CLOCK)
  const record = {
    header,
    evaluationId: randomUUID(),
    status: decide(typologyResults),
    ruleResults,
    typologyResults,
    evaluatedAtMs: Date.now(),
    adjudicationNs: 1,
  }
  await createEvaluationWriter({ pool }).write([{ record, isFinding: false, outbox: [] }])
}

/** Both, and the MsgId of the status report. */
export async function evaluatePayment(pool: StorePool, tenantId: string, payment: string): Promise<string> {
  const catalog = await openCatalog(pool)
  try {
    const event = await acceptPayment(pool, catalog, tenantId, payment)
    await evaluate(pool, catalog, event)
    return event.header.messageId
  } finally {
    await catalog.close()
  }
}

function requestOf<Type extends TransactionType>(
  tenantId: string,
  type: Type,
  document: MessageDocuments[Type],
): AcceptRequest {
  const result = parseMessage(type, document, { quoting: false })
  if (result.kind !== 'parsed') {
    throw new Error(JSON.stringify(result.problems))
  }
  const rawBody = Buffer.from(JSON.stringify(document))
  return {
    tenantId,
    parsed: result.message,
    rawBody,
    contentHash: createHash('sha256').update(rawBody).digest(),
    receivedAtNs: process.hrtime.bigint(),
  }
}
