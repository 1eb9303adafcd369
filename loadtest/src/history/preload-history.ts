import { Client } from 'pg'
import type { ClientBase } from 'pg'
import type { ConfigurationSet } from '@pantau/evaluation'
import { connectStore, ensurePartitions } from '@pantau/store'
import { createPaymentDetails } from '../payment-source.ts'
import type { PaymentDetails } from '../payment-messages.ts'
import { AccountFolder } from './account-folder.ts'
import { holderNameTag } from './holder-name-tag.ts'
import { historyTimes } from './history-payment.ts'
import { CREATE_DRAWN, drawBatch, insertBatch } from './history-statements.ts'
import { makeHistoryTemplate } from './history-template.ts'
import type { HistoryTemplate } from './history-template.ts'
import { debtorFields, fillRowTemplate } from './row-template.ts'
import { writeAccounts } from './write-accounts.ts'

const DAY_MS = 86_400_000
/** The payments are spread evenly over so many days. */
export const HISTORY_DAYS = 60
/** The newest is so much older than the run: what is younger is waited for as if it were of the run. */
const OLDER_BY_MS = 300_000
const MONTHS_AHEAD = 4
const BATCH_PAYMENTS = 5_000
/** Connections that write at the same time: most of the work is the database's, compressing what it is given. */
const WRITERS = 2
const STATEMENT_TIMEOUT_MS = 30_000
/** The history is another draw of the same accounts than the run. */
const SEED_OF_HISTORY = 0x5bd1e995
/**
 * With it the ids of payments are as long as those of a run, and so are their rows: the run's would fit into what longer ones leave free in
 * their pages, each into a page of its own.
 */
const HISTORY_RUN = 'past-'
const PROGRESS_EVERY_PAYMENTS = 50_000

export interface HistoryOptions {
  /** A role that may create partitions; the schema is there. */
  readonly databaseUrl: string
  readonly tenantId: string
  readonly configuration: ConfigurationSet
  readonly paymentCount: number
  readonly accountCount: number
  readonly hotShare: number
  readonly paddingBytes: number
  readonly seed: number
  readonly untilMs: number
  readonly onProgress: (line: string) => void
}

/** What was put on record before a run. */
export interface HistorySummary {
  readonly payments: number
  /** Accounts that took part in at least one of them. */
  readonly accounts: number
  readonly seconds: number
  /** Of the whole database afterwards, indexes included. */
  readonly databaseBytes: number
}

/**
 * Puts payments of the last 60 days on record as if they had been accepted and evaluated: all rows but those of the outbox, and states that
 * are folded from them, which `verifyAccountStates` finds equal. Bodies, events and evaluations are copies of one payment's, with names,
 * numbers, amounts and times of their own. Ends with VACUUM, ANALYZE and CHECKPOINT: what was written in a minute is vacuumed in the next one,
 * which the run would pay for.
 */
export async function preloadHistory(options: HistoryOptions): Promise<HistorySummary> {
  const startedMs = performance.now()
  const template = await prepareTemplate(options)
  const writers = Array.from({ length: WRITERS }, () => new Client({ connectionString: options.databaseUrl }))
  const [client] = writers
  if (client === undefined) {
    throw new TypeError('There is at least one writer')
  }
  try {
    await Promise.all(writers.map(prepareWriter))
    const folder = await insertPayments(writers, options, template)
    options.onProgress('History: writing account states')
    const accounts = await writeAccounts(client, options.tenantId, template, folder)
    options.onProgress('History: VACUUM, ANALYZE and CHECKPOINT')
    await client.query('VACUUM (ANALYZE)')
    await client.query('CHECKPOINT')
    const { rows } = await client.query<{ readonly bytes: number }>(
      'SELECT pg_database_size(current_database())::float8 AS bytes',
    )
    const summary = {
      payments: options.paymentCount,
      accounts,
      seconds: Math.round((performance.now() - startedMs) / 1000),
      databaseBytes: rows[0]?.bytes ?? 0,
    }
    options.onProgress(
      `History: ${summary.payments} payments of ${accounts} accounts in ${summary.seconds} s`,
    )
    return summary
  } finally {
    await Promise.all(writers.map((writer) => writer.end()))
  }
}

async function prepareWriter(writer: Client): Promise<void> {
  await writer.connect()
  await writer.query(CREATE_DRAWN)
  // Nothing rests on these commits before the checkpoint at the end.
  await writer.query('SET synchronous_commit = off')
  await writer.query('SET jit = off')
}

async function prepareTemplate(options: HistoryOptions): Promise<HistoryTemplate> {
  const pool = await connectStore({
    url: options.databaseUrl,
    applicationName: 'pantau-history',
    poolMax: 2,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  try {
    const fromMs = options.untilMs - OLDER_BY_MS - HISTORY_DAYS * DAY_MS
    await ensurePartitions(pool, { fromMs, monthsAhead: MONTHS_AHEAD })
    const { configuration, paddingBytes } = options
    return await makeHistoryTemplate({ pool, configuration, paddingBytes })
  } finally {
    await pool.close()
  }
}

/** Batches are drawn and folded one after the other, in the order of time, and written as soon as a writer is free. */
async function insertPayments(
  writers: readonly ClientBase[],
  options: HistoryOptions,
  template: HistoryTemplate,
): Promise<AccountFolder> {
  const { paymentCount } = options
  const statements = insertBatch(template, options.tenantId)
  const folder = new AccountFolder()
  let drawn = 0
  const writeBatches = async (client: ClientBase): Promise<void> => {
    while (drawn < paymentCount) {
      const payments = drawPayments(options, drawn, Math.min(drawn + BATCH_PAYMENTS, paymentCount))
      drawn += payments.length
      if (drawn % PROGRESS_EVERY_PAYMENTS === 0) {
        options.onProgress(`History: ${drawn} of ${paymentCount} payments`)
      }
      foldPayments(folder, payments, template)
      await client.query('BEGIN')
      await client.query('TRUNCATE drawn')
      for (const { text, values } of [drawBatch(payments), ...statements]) {
        await client.query(text, [...values])
      }
      await client.query('COMMIT')
    }
  }
  await Promise.all(writers.map(writeBatches))
  return folder
}

function drawPayments(options: HistoryOptions, from: number, to: number): readonly PaymentDetails[] {
  const detailsOf = createPaymentDetails({
    runId: `${HISTORY_RUN}${options.seed}`,
    seed: options.seed ^ SEED_OF_HISTORY,
    accountCount: options.accountCount,
    hotShare: options.hotShare,
  })
  const untilMs = options.untilMs - OLDER_BY_MS
  const stepMs = (HISTORY_DAYS * DAY_MS) / options.paymentCount
  return Array.from({ length: to - from }, (_, offset) => {
    const index = from + offset
    return detailsOf(index, untilMs - Math.round((options.paymentCount - index) * stepMs))
  })
}

function foldPayments(
  folder: AccountFolder,
  payments: readonly PaymentDetails[],
  template: HistoryTemplate,
): void {
  const accountId = (holderNumber: number): string =>
    fillRowTemplate(template.accountId, debtorFields(holderNumber))
  for (const payment of payments) {
    const { debtorNumber, creditorNumber } = payment
    const atMs = historyTimes(payment).reportedAtMs
    const { remittanceText, location } = template
    folder.fold(
      debtorNumber,
      creditorNumber,
      atMs,
      payment.status === 'ACCC'
        ? {
            debtorAccountId: accountId(debtorNumber),
            creditorAccountId: accountId(creditorNumber),
            atMs,
            amountMinor: BigInt(payment.amountMinor),
            currency: payment.currency,
            debtorNameTag: holderNameTag(debtorNumber),
            creditorNameTag: holderNameTag(creditorNumber),
            ...(remittanceText === undefined
              ? {}
              : { text: fillRowTemplate(remittanceText, { paymentId: payment.id }) }),
            ...(location === undefined ? {} : { location }),
          }
        : undefined,
    )
  }
}
