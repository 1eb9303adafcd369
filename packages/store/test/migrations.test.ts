import { startPostgres } from '@pantau/testkit'
import type { TestDatabase, TestPostgres } from '@pantau/testkit'
import {
  checkSchema,
  connectStore,
  ensurePartitions,
  runMigrations,
  SchemaMismatchError,
} from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const NOVEMBER_MS = Date.UTC(2026, 10, 20)

let server: TestPostgres
let database: TestDatabase
let pool: StorePool

beforeEach(async () => {
  server = await startPostgres()
  database = await server.createDatabase()
  pool = await connectStore({
    url: database.url,
    applicationName: 'migrations-test',
    poolMax: 2,
    statementTimeoutMs: 20_000,
  })
})

afterEach(async () => {
  await pool.close()
  await database.drop()
  await server.stop()
})

describe('migrations', () => {
  test('an empty database gets every step once, however many processes start together', async () => {
    const reports = await Promise.all([1, 2, 3].map(() => runMigrations({ url: database.url })))

    const applied = reports.map((report) => report.applied).filter((names) => names.length > 0)
    expect(applied).toEqual([
      [
        'raw-history',
        'event-history',
        'configuration',
        'evaluation',
        'audit',
        'contract-views',
        'account-facts',
        'layouts',
        'stored-events',
        'account-findings',
        'instructions-in-place',
        'funded-at',
      ],
    ])
    await expect(checkSchema(pool)).resolves.toBeUndefined()
    expect(await runMigrations({ url: database.url })).toEqual({ applied: [], partitions: [] })
  })

  test('a service does not start on a database that was not migrated', async () => {
    await expect(checkSchema(pool)).rejects.toThrow(/lacks schema version 12/)
  })

  test('a newer schema is refused by the migration and by the check', async () => {
    await runMigrations({ url: database.url })
    await pool.query({
      text: "INSERT INTO audit.migration (version, name, checksum) VALUES (13, 'later', 'x')",
    })

    await expect(runMigrations({ url: database.url })).rejects.toThrow(SchemaMismatchError)
    await expect(checkSchema(pool)).rejects.toThrow(/must not run on a newer one/)
  })

  test('a step that was edited after it was applied is refused', async () => {
    await runMigrations({ url: database.url })
    await pool.query({ text: "UPDATE audit.migration SET checksum = 'other' WHERE version = 2" })

    await expect(runMigrations({ url: database.url })).rejects.toThrow(/step 2 \(event-history\)/)
  })

  test('a step that fails leaves nothing behind, and succeeds once the cause is gone', async () => {
    await pool.query({ text: 'CREATE SCHEMA evaluation' })

    await expect(runMigrations({ url: database.url })).rejects.toThrow(/already exists/)
    const applied = await pool.query<{ version: number }>({ text: 'SELECT version FROM audit.migration' })
    expect(applied.map((row) => row.version)).toEqual([1, 2, 3])
    await pool.query({ text: 'DROP SCHEMA evaluation' })
    expect((await runMigrations({ url: database.url })).applied).toEqual([
      'evaluation',
      'audit',
      'contract-views',
      'account-facts',
      'layouts',
      'stored-events',
      'account-findings',
      'instructions-in-place',
      'funded-at',
    ])
  })
})

describe('partitions', () => {
  test('the month of the given time and the months ahead are created once, for each table', async () => {
    await runMigrations({ url: database.url, nowMs: NOVEMBER_MS, monthsAhead: 0 })

    const created = await ensurePartitions(pool, { fromMs: NOVEMBER_MS, monthsAhead: 2 })

    expect([...created].sort()).toEqual(
      ['evaluation.record', 'event_history.payment', 'raw_history.message'].flatMap((table) => [
        `${table}_y2026m12`,
        `${table}_y2027m01`,
      ]),
    )
    expect(await ensurePartitions(pool, { fromMs: NOVEMBER_MS, monthsAhead: 2 })).toEqual([])
  })

  test('processes that create the same partitions together do not collide', async () => {
    await runMigrations({ url: database.url, nowMs: NOVEMBER_MS, monthsAhead: 0 })

    const created = await Promise.all(
      [1, 2, 3].map(() => ensurePartitions(pool, { fromMs: NOVEMBER_MS, monthsAhead: 6 })),
    )

    expect(created.flat()).toHaveLength(18)
  })

  test('a partition has the keys and indexes of its table', async () => {
    await runMigrations({ url: database.url, nowMs: NOVEMBER_MS, monthsAhead: 0 })

    const indexes = await pool.query<{ definition: string }>({
      text: `SELECT pg_get_indexdef(indexrelid) AS definition FROM pg_index
        WHERE indrelid = 'raw_history.message_y2026m11'::regclass ORDER BY 1`,
    })

    expect(indexes.map((index) => index.definition.replace(/^.* USING /, ''))).toEqual([
      'btree (accepted_at, tenant_id) WHERE (event IS NOT NULL)',
      'btree (accepted_at, tenant_id) WHERE (event IS NULL)',
      'btree (tenant_id, message_id, transaction_type, accepted_at)',
    ])
  })

  test('more months ahead than anybody needs are refused', async () => {
    await expect(ensurePartitions(pool, { fromMs: NOVEMBER_MS, monthsAhead: 25 })).rejects.toThrow(RangeError)
  })
})
