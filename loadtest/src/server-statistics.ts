import type { ClientBase } from 'pg'

/** Counters of a PostgreSQL server since it was set up; a run's cost is the difference of two readings. */
export interface ServerCounters {
  readonly walBytes: number
  readonly walSyncs: number
  /** Pages that were logged whole: at their first change after a checkpoint. */
  readonly wholePages: number
  /** Tables with their indexes and what is out of line, of this database. */
  readonly heapBytes: number
}

const DURABILITY_SETTINGS = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_sync_method',
  'wal_compression',
  'commit_delay',
  'shared_buffers',
  'max_wal_size',
  'checkpoint_timeout',
  'track_commit_timestamp',
] as const

/** WAL written, by position; WAL syncs and whole pages by the server's own count (up to a second late). PostgreSQL 18 or newer. */
export async function readServerCounters(client: ClientBase): Promise<ServerCounters> {
  const { rows } = await client.query<{
    readonly wal_bytes: number
    readonly wal_syncs: number
    readonly whole_pages: number
    readonly heap_bytes: number
  }>(
    `SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 AS wal_bytes,
      (SELECT coalesce(sum(fsyncs), 0)::float8 FROM pg_stat_io WHERE object = 'wal') AS wal_syncs,
      (SELECT wal_fpi::float8 FROM pg_stat_wal) AS whole_pages,
      pg_database_size(current_database())::float8 AS heap_bytes`,
  )
  return {
    walBytes: rows[0]?.wal_bytes ?? 0,
    walSyncs: rows[0]?.wal_syncs ?? 0,
    wholePages: rows[0]?.whole_pages ?? 0,
    heapBytes: rows[0]?.heap_bytes ?? 0,
  }
}

/** The settings that decide what a confirmed commit is worth and what it costs, as the server has them in force. */
export async function readDurabilitySettings(client: ClientBase): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ readonly name: string; readonly value: string }>(
    'SELECT name, current_setting(name) AS value FROM pg_settings WHERE name = ANY ($1) ORDER BY name',
    [[...DURABILITY_SETTINGS]],
  )
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

export async function readServerVersion(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ readonly server_version: string }>('SHOW server_version')
  return rows[0]?.server_version ?? 'unknown'
}
