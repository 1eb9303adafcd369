import { Client } from 'pg'
import type { LedgerCheck, LoadRun, Pantau } from '@pantau/loadtest'
import {
  checkLedger,
  constantArrivals,
  countWaitingReports,
  createPaymentSource,
  IngressClient,
  loadLedgerTables,
  runLoad,
  systemClock,
  TENANT_ID,
} from '@pantau/loadtest'
import { waitUntil, WaitTimeoutError } from '@pantau/testkit'

export const PAYMENTS_PER_SECOND = 50
const ACCOUNTS = 500
const RETRY_POLICY = { giveUpAfterMs: 60_000, retryDelayMs: 100, retryAfterMaxMs: 2000 }
const EVALUATED_EVERY_MS = 200

export interface PayWhileOptions {
  /** Makes the identifications of this run its own. */
  readonly runId: string
  /** Where the client writes down what it was told. */
  readonly ledgerPath: string
  readonly connectionCount: number
  /** Payments go on until there are as many, also when the disturbance is over before. */
  readonly paymentsMin: number
  readonly paymentsMax: number
  readonly sendWithinMs: number
  readonly evaluatedWithinMs: number
}

export interface PaidWhile<T> {
  readonly load: LoadRun
  /** What the disturbance answered. */
  readonly disturbed: T
  readonly check: LedgerCheck
  /** Connected when the disturbance was over; for the caller to end. */
  readonly database: Client
}

/**
 * Sends payments at a steady pace, tries again what is refused, and disturbs the system meanwhile. Then waits until everything accepted is
 * evaluated, or long enough: what is still missing shows in the check of the client's ledger.
 */
export async function payWhile<T>(
  pantau: Pantau,
  options: PayWhileOptions,
  disturb: () => Promise<T>,
): Promise<PaidWhile<T>> {
  const client = new IngressClient({
    urls: pantau.ingressUrls,
    connectionCount: options.connectionCount,
    certificateAuthority: pantau.certificateAuthority,
  })
  let isOver = false
  const [load, disturbed] = await Promise.all([
    runLoad({
      clock: systemClock,
      client,
      messages: createPaymentSource({ runId: options.runId, seed: 1, accountCount: ACCOUNTS }),
      pace: {
        mode: 'open',
        arrivals: constantArrivals(PAYMENTS_PER_SECOND),
        inFlightMax: options.paymentsMax,
        stopWhen: (paymentCount) => isOver && paymentCount >= options.paymentsMin,
      },
      retryPolicy: RETRY_POLICY,
      warmupMs: 0,
      measuredMs: options.sendWithinMs,
      paymentCount: options.paymentsMax,
      ledgerPath: options.ledgerPath,
    }),
    disturb().finally(() => {
      isOver = true
    }),
  ])
  await client.close()
  // Connected only now: the disturbance may have ended PostgreSQL in between.
  const database = new Client({ connectionString: pantau.databaseUrl })
  await database.connect()
  await loadLedgerTables(database, options.ledgerPath)
  await waitUntilEvaluated(database, options.evaluatedWithinMs)
  return { load, disturbed, check: await checkLedger(database, [TENANT_ID]), database }
}

async function waitUntilEvaluated(database: Client, timeoutMs: number): Promise<void> {
  try {
    await waitUntil(async () => (await countWaitingReports(database, [TENANT_ID])) === 0, {
      what: 'the evaluation of every accepted status report',
      timeoutMs,
      everyMs: EVALUATED_EVERY_MS,
    })
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) {
      throw error
    }
  }
}

/** What the ledger must say when everything that was accepted got through, once. */
export function perfectLedger(paymentCount: number): LedgerCheck {
  return {
    messagesSent: 2 * paymentCount,
    transfersAccepted: paymentCount,
    reportsAccepted: paymentCount,
    transfersNotStored: 0,
    reportsNotStored: 0,
    reportsNotEvaluated: 0,
    messagesStoredTwice: 0,
    messagesEvaluatedTwice: 0,
    examples: [],
    holds: true,
  }
}
