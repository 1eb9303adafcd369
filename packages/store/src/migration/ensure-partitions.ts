import type { StorePool } from '../connection/connect-store.ts'
import type { Statement } from '../connection/statement.ts'
import { partitionMonths } from './partition-months.ts'

/** Tables that grow with time; each has one partition per month of `accepted_at`, and no default partition. */
const PARTITIONED_TABLES = ['raw_history.message', 'event_history.payment', 'evaluation.record'] as const

const MONTHS_AHEAD_MAX = 24

/** Any number, as long as nothing else in the database uses it: one process at a time creates partitions. */
const PARTITION_LOCK = 7_261_002

export interface EnsurePartitionsOptions {
  /** The first month that is needed contains this instant. */
  readonly fromMs: number
  readonly monthsAhead: number
}

/**
 * Creates the monthly partitions that are missing and answers with their names. Cheap when none is missing, and harmless to
 * running transactions: a partition is created aside and then attached, which does not lock out readers or writers
 * (https://www.postgresql.org/docs/18/ddl-partitioning.html).
 */
export async function ensurePartitions(
  pool: StorePool,
  { fromMs, monthsAhead }: EnsurePartitionsOptions,
): Promise<readonly string[]> {
  if (!Number.isInteger(monthsAhead) || monthsAhead < 0 || monthsAhead > MONTHS_AHEAD_MAX) {
    throw new RangeError(`monthsAhead must be 0 to ${MONTHS_AHEAD_MAX}`)
  }
  const wanted = PARTITIONED_TABLES.flatMap((table) =>
    partitionMonths(fromMs, monthsAhead).map((month) => ({ table, month, name: `${table}_${month.suffix}` })),
  )
  const missingFrom = (existing: readonly { readonly name: string }[]): typeof wanted => {
    const names = new Set(existing.map(({ name }) => name))
    return wanted.filter(({ name }) => !names.has(name))
  }
  if (missingFrom(await pool.query(findPartitions())).length === 0) {
    return []
  }
  return pool.transaction(async ({ exchange }) => {
    const { existing } = await exchange((send) => ({
      locked: send(lockPartitions()),
      // Whoever held the lock before may have created them. On this connection: asking the pool for another one while holding
      // one would let processes that share a small pool wait for each other.
      existing: send(findPartitions()),
    }))
    const missing = missingFrom(existing)
    for (const { table, month, name } of missing) {
      await exchange((send) => ({
        created: send({ text: `CREATE TABLE ${name} (LIKE ${table} INCLUDING ALL)` }),
        attached: send({
          text: `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM ('${month.from}') TO ('${month.to}')`,
        }),
      }))
    }
    return missing.map(({ name }) => name)
  })
}

function lockPartitions(): Statement<unknown> {
  return { text: 'SELECT pg_advisory_xact_lock($1)', values: [PARTITION_LOCK] }
}

function findPartitions(): Statement<{ name: string }> {
  return {
    text: `SELECT n.nspname || '.' || c.relname AS name
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE i.inhparent = ANY ($1::regclass[])`,
    values: [[...PARTITIONED_TABLES]],
  }
}
