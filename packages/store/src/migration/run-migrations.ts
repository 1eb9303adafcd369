import { createHash } from 'node:crypto'
import { connectStore } from '../connection/connect-store.ts'
import type { Statement } from '../connection/statement.ts'
import type { StoreSession } from '../connection/store-session.ts'
import { ensurePartitions } from './ensure-partitions.ts'
import type { Migration } from './migration.ts'
import { MIGRATIONS } from './migrations.ts'
import { findPending } from './find-pending.ts'
import type { AppliedMigration } from './find-pending.ts'

/** Any number, as long as nothing else in the database uses it: one process at a time migrates. */
const MIGRATION_LOCK = 7_261_001
const STATEMENT_TIMEOUT_MS = 30 * 60_000
const MONTHS_AHEAD_DEFAULT = 3

export interface RunMigrationsOptions {
  /** A role that may create schemas in the database. */
  readonly url: string
  /** Partitions are created for this month and so many months ahead. */
  readonly monthsAhead?: number
  readonly nowMs?: number
}

export interface MigrationReport {
  readonly applied: readonly string[]
  readonly partitions: readonly string[]
}

/**
 * Brings the schema up to this build's version, one transaction per step, and creates the partitions of the coming months.
 * Processes that start together take turns; all but the first find nothing to do.
 * @throws SchemaMismatchError when the database is newer than this build, or was made from other steps
 */
export async function runMigrations(options: RunMigrationsOptions): Promise<MigrationReport> {
  const pool = await connectStore({
    url: options.url,
    applicationName: 'pantau-migrate',
    poolMax: 2,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  })
  try {
    const applied = await pool.session(async (session) => {
      await session.exchange((send) => ({ locked: send(lockMigrations()) }))
      await session.exchange((send) => ({ created: send({ text: CREATE_MIGRATION_TABLE }) }))
      const { rows } = await session.exchange((send) => ({ rows: send(readAppliedMigrations()) }))
      const pending = findPending(MIGRATIONS.map(withChecksum), rows)
      for (const migration of pending) {
        await apply(session, migration)
      }
      await session.exchange((send) => ({ unlocked: send(unlockMigrations()) }))
      return pending.map(({ name }) => name)
    })
    const partitions = await ensurePartitions(pool, {
      fromMs: options.nowMs ?? Date.now(),
      monthsAhead: options.monthsAhead ?? MONTHS_AHEAD_DEFAULT,
    })
    return { applied, partitions }
  } finally {
    await pool.close()
  }
}

async function apply(session: StoreSession, migration: Migration & AppliedMigration): Promise<void> {
  await session.exchange((send) => ({
    begun: send({ text: 'BEGIN' }),
    run: send({ text: migration.sql }),
    recorded: send(recordMigration(migration)),
    committed: send({ text: 'COMMIT' }),
  }))
}

export function withChecksum(migration: Migration): Migration & AppliedMigration {
  return { ...migration, checksum: createHash('sha256').update(migration.sql).digest('hex') }
}

const CREATE_MIGRATION_TABLE = `CREATE SCHEMA IF NOT EXISTS audit;
CREATE TABLE IF NOT EXISTS audit.migration (
  version int4 PRIMARY KEY,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz(3) NOT NULL DEFAULT now()
)`

export function readAppliedMigrations(): Statement<AppliedMigration> {
  return { text: 'SELECT version, name, checksum FROM audit.migration ORDER BY version' }
}

function recordMigration(migration: AppliedMigration): Statement<never> {
  return {
    text: 'INSERT INTO audit.migration (version, name, checksum) VALUES ($1, $2, $3)',
    values: [migration.version, migration.name, migration.checksum],
  }
}

function lockMigrations(): Statement<unknown> {
  return { text: 'SELECT pg_advisory_lock($1)', values: [MIGRATION_LOCK] }
}

function unlockMigrations(): Statement<unknown> {
  return { text: 'SELECT pg_advisory_unlock($1)', values: [MIGRATION_LOCK] }
}
