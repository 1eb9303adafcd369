/**
 * Server settings for one private server on a small machine (two cores, 1 GB for the database). Durability is never traded:
 * a commit is on disk before it is confirmed. Meaning of each: https://www.postgresql.org/docs/18/runtime-config.html
 */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  maintenance_work_mem: '64MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  // Short statements only: compiling them, or sharing them between workers, costs more than it saves.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The server's own doings and fatal errors. Errors of statements go to the client alone: their text quotes values, and the data
  // of payments does not belong in log files.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}
