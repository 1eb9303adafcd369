import { explanationInWords } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { explanationOf, ledgerTable, loadEvaluation, readLedger } from '@pantau/store'
import type { StoredEvaluation, StorePool } from '@pantau/store'
import { LOCAL_TENANT } from '../prepare-database.ts'
import type { AlertReceiver } from './alert-receiver.ts'
import type { DemoClient } from './demo-client.ts'
import { demoPayments } from './demo-payments.ts'
import type { DemoPayment } from './demo-payments.ts'
import type { Expectations } from './expectations.ts'
import { waitFor } from './wait-for.ts'

const EVALUATION_TIMEOUT_MS = 10_000
const DELIVERY_TIMEOUT_MS = 10_000
const WAIT = 'wait=10'

export interface DemoStage {
  readonly client: DemoClient
  readonly pool: StorePool
  readonly receiver: AlertReceiver
  readonly expectations: Expectations
  readonly print: (line: string) => void
}

/** Plays the demo against a running installation. */
export async function playDemo(stage: DemoStage): Promise<void> {
  const payments = demoPayments(Date.now().toString(36), Date.now())
  await postPayments(stage, payments)
  await postTroublemakers(stage, payments)
  const last = await checkEvaluations(stage, payments)
  explain(stage, last)
  await checkDeliveries(stage, payments)
  await checkLedger(stage, payments)
}

async function postPayments(
  { client, expectations, print }: DemoStage,
  payments: readonly DemoPayment[],
): Promise<void> {
  print(`\nPosting ${payments.length} payments over HTTPS, each a pacs.008 and its pacs.002`)
  for (const { title, creditTransfer, statusReport, status } of payments) {
    const isLast = statusReport === payments.at(-1)?.statusReport
    const first = await client.post('pacs.008.001.10', creditTransfer)
    const second = await client.post('pacs.002.001.12', statusReport, isLast ? WAIT : undefined)
    expectations.expect(
      `${title}: answered ${first.statusCode} and ${second.statusCode}`,
      first.statusCode === 200 && second.statusCode === 200,
    )
    if (isLast) {
      const decision = decisionIn(second.text)
      expectations.expect(
        `Its sender asked with Prefer: ${WAIT} and has the decision: ${JSON.stringify(decision)}`,
        decision?.['action'] === 'stop' && decision['status'] === status,
      )
    }
  }
}

function decisionIn(text: string): Readonly<Record<string, unknown>> | undefined {
  const body: unknown = JSON.parse(text)
  const decision = typeof body === 'object' && body !== null && 'decision' in body ? body.decision : undefined
  return typeof decision === 'object' && decision !== null ? { ...decision } : undefined
}

async function postTroublemakers(
  { client, expectations, print }: DemoStage,
  payments: readonly DemoPayment[],
): Promise<void> {
  const [payment] = payments
  if (payment === undefined) {
    throw new TypeError('The demo has payments')
  }
  print('\nPosting what a bad day brings')
  const again = await client.post('pacs.002.001.12', payment.statusReport)
  expectations.expect(
    `The same message again: answered ${again.statusCode}, as the first time`,
    again.statusCode === 200,
  )
  const altered = structuredClone(payment.statusReport)
  altered.FIToFIPmtSts.TxInfAndSts.TxSts = 'RJCT'
  const reused = await client.post('pacs.002.001.12', altered)
  expectations.expect(
    `Its MsgId with another content: refused with ${reused.statusCode}`,
    reused.statusCode === 409,
  )
  const broken = await client.post('pacs.008.001.10', { FIToFICstmrCdtTrf: { GrpHdr: { MsgId: 'X' } } })
  expectations.expect(
    `A pacs.008 without its payment: refused with ${broken.statusCode}, “${messageIn(broken.text)}”`,
    broken.statusCode === 400,
  )
}

function messageIn(text: string): string {
  const body: unknown = JSON.parse(text)
  return typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : text
}

async function checkEvaluations(
  { pool, expectations, print }: DemoStage,
  payments: readonly DemoPayment[],
): Promise<StoredEvaluation | undefined> {
  print('\nReading the evaluations')
  let last: StoredEvaluation | undefined
  for (const { title, statusReport, status, score } of payments) {
    const { MsgId: messageId } = statusReport.FIToFIPmtSts.GrpHdr
    last = await waitFor(
      () => loadEvaluation(pool, { tenantId: LOCAL_TENANT, messageId }),
      EVALUATION_TIMEOUT_MS,
    )
    const scored = last?.record.typologyResults[0]?.score
    expectations.expect(
      `${title}: ${last?.record.status ?? 'not evaluated'}, score ${scored ?? 'none'}`,
      last?.record.status === status && scored === score,
    )
  }
  return last
}

function explain({ print }: DemoStage, stored: StoredEvaluation | undefined): void {
  if (stored === undefined) {
    return
  }
  print('\nThe last one in words')
  for (const line of explanationInWords(explanationOf(stored, ruleRegistry))) {
    print(`  ${line}`)
  }
}

async function checkDeliveries(
  { receiver, expectations, print }: DemoStage,
  payments: readonly DemoPayment[],
): Promise<void> {
  print('\nWaiting for the case system to get them')
  const wanted = payments.flatMap(({ statusReport, status, isInterdicted }) => {
    const { MsgId: messageId } = statusReport.FIToFIPmtSts.GrpHdr
    return [
      ...(status === 'ALRT' ? [`alert ${messageId}`] : []),
      ...(isInterdicted ? [`interdiction ${messageId}`] : []),
    ]
  })
  await waitFor(
    async () => (wanted.every((each) => receiver.received.has(each)) ? true : undefined),
    DELIVERY_TIMEOUT_MS,
  )
  for (const each of wanted) {
    expectations.expect(`Webhook got ${each}`, receiver.received.has(each))
  }
  expectations.expect('and nothing else', receiver.received.size === wanted.length)
}

async function checkLedger(
  { pool, expectations, print }: DemoStage,
  payments: readonly DemoPayment[],
): Promise<void> {
  print('\nThe ledger')
  const days = await readLedger(pool)
  for (const line of ledgerTable(days)) {
    print(`  ${line}`)
  }
  const sum = (column: 'accepted' | 'decided' | 'recorded'): number =>
    days.reduce((total, day) => total + day[column], 0)
  expectations.expect(
    'Every accepted message is accounted for',
    days.every(({ balanced }) => balanced) && sum('accepted') === 2 * payments.length,
  )
  expectations.expect(
    'Every status report is decided, and decided once; the credit transfers are on record',
    sum('decided') === payments.length && sum('recorded') === payments.length,
  )
}
