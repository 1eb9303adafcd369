import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectStore, listAccountRefs, loadReport, readLedger, verifyAccountStates } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { startPostgres } from '@pantau/testkit'
import { configurationSet } from '@pantau/typologies'
import { preloadHistory } from '../src/history/preload-history.ts'
import type { HistorySummary } from '../src/history/preload-history.ts'
import { paymentMessages } from '../src/payment-messages.ts'
import { prepareDatabase } from '../src/start-pantau.ts'

const TENANT = 'DEFAULT'
const PAYMENTS = 600
const ACCOUNTS = 40

let pool: StorePool
let close: () => Promise<void>
let summary: HistorySummary
const lines: string[] = []
beforeAll(async () => {
  const server = await startPostgres()
  const { url, drop } = await server.createDatabase()
  // Both messages of a payment are evaluated.
  const configuration = configurationSet('pantau-pre-settlement')
  await prepareDatabase(url, configuration)
  summary = await preloadHistory({
    databaseUrl: url,
    tenantId: TENANT,
    configuration,
    paymentCount: PAYMENTS,
    accountCount: ACCOUNTS,
    hotShare: 0.1,
    paddingBytes: 0,
    seed: 1,
    untilMs: Date.now(),
    onProgress: (line) => void lines.push(line),
  })
  pool = await connectStore({ url, applicationName: 'history-test', poolMax: 2, statementTimeoutMs: 20_000 })
  close = async () => {
    await pool.close()
    await drop()
    await server.stop()
  }
}, 300_000)
afterAll(() => close())

async function count(text: string): Promise<number> {
  const [row] = await pool.query<{ readonly count: number }>({
    text: `SELECT count(*) AS count FROM ${text}`,
  })
  return row?.count ?? -1
}

function numberIn(accountId: string | undefined): number {
  return Number(/ID(\d{10})/.exec(accountId ?? '')?.[1])
}

describe('a history that is on record before a run', () => {
  it('has all rows of its payments, over 60 days, and nothing of the one that they were made from', async () => {
    expect(summary).toMatchObject({ payments: PAYMENTS, accounts: ACCOUNTS })
    expect(summary.databaseBytes).toBeGreaterThan(PAYMENTS * 5_000)
    expect(lines.at(-1)).toContain(`${PAYMENTS} payments of ${ACCOUNTS} accounts`)
    expect(await count('event_history.payment_instruction')).toBe(PAYMENTS)
    expect(await count('event_history.payment')).toBe(PAYMENTS)
    expect(await count('raw_history.message_key')).toBe(2 * PAYMENTS)
    expect(await count('raw_history.message')).toBe(2 * PAYMENTS)
    expect(await count('evaluation.record')).toBe(2 * PAYMENTS)
    for (const table of ['account', 'entity', 'account_holder', 'account_state']) {
      expect(await count(`event_history.${table}`)).toBe(ACCOUNTS)
    }
    expect(
      await count(
        `raw_history.message WHERE strpos(convert_from(body || coalesce(event, ''), 'UTF8'), 'Template') > 0`,
      ),
    ).toBe(0)
    expect(await count(`evaluation.record WHERE strpos(record, 'Template') > 0`)).toBe(0)
    const [span] = await pool.query<{ readonly days: number }>({
      text: `SELECT extract(epoch FROM max(accepted_at) - min(accepted_at))::float8 / 86400 AS days FROM event_history.payment`,
    })
    expect(span?.days).toBeGreaterThan(59)
    expect(span?.days).toBeLessThanOrEqual(60)
  })

  it('has states and payees that are what its payments fold to', async () => {
    const accounts = await listAccountRefs(pool, { limit: 1_000 })
    expect(accounts).toHaveLength(ACCOUNTS)
    const verdicts = await verifyAccountStates(pool, accounts)
    expect(verdicts.filter(({ verdict }) => verdict !== 'equal')).toEqual([])
  })

  it('has bodies as the driver sends them', async () => {
    const [row] = await pool.query<{
      readonly body: Uint8Array
      readonly created_at_ms: number
      readonly amount_minor: bigint | number
      readonly source_account: string
      readonly destination_account: string
    }>({
      text: `SELECT body, created_at_ms, amount_minor, source_account, destination_account FROM raw_history.message
WHERE message_id = 'M8-past-1-7'`,
    })
    const { transfer } = paymentMessages({
      id: 'past-1-7',
      debtorNumber: numberIn(row?.source_account),
      creditorNumber: numberIn(row?.destination_account),
      amountMinor: Number(row?.amount_minor),
      currency: 'IDR',
      purposeCode: 'MP2P',
      createdAtEpochMs: row?.created_at_ms ?? 0,
      status: 'ACCC',
    })
    // The holder's birthday, telephone number and the account's name are the template's or its own: the sizes are what counts.
    expect(Math.abs(transfer.body.length - (row?.body.length ?? 0))).toBeLessThan(10)
    const document: unknown = JSON.parse(Buffer.from(row?.body ?? []).toString())
    expect(document).toMatchObject({ FIToFICstmrCdtTrf: { GrpHdr: { MsgId: 'M8-past-1-7' } } })
  })

  it('counts as accepted and decided, day by day', async () => {
    const days = await readLedger(pool, { tenantId: TENANT })
    expect(days.length).toBeGreaterThan(59)
    for (const day of days) {
      expect(day).toMatchObject({ decided: day.accepted, waiting: 0, balanced: true })
    }
  })

  it('has evaluations that reports are made of', async () => {
    const report = await loadReport(pool, {
      tenantId: TENANT,
      transactionType: 'pacs.002.001.12',
      messageId: 'M2-past-1-7',
    })
    expect(JSON.stringify(report)).toContain('E2E-past-1-7')
  })
})
