import type { Statement } from './statement.ts'

/** Begins a transaction whose COMMIT answers only when it is on disk, whatever the server's default is. */
export const BEGIN_DURABLE: Statement<never> = { text: 'BEGIN; SET LOCAL synchronous_commit = on' }
/** The same as two prepared statements, for who begins often: text is parsed anew each time. */
export const BEGIN: Statement<never> = { name: 'begin', text: 'BEGIN' }
export const DURABLE: Statement<unknown> = {
  name: 'durable',
  text: `SELECT set_config('synchronous_commit', 'on', true)`,
}
export const COMMIT: Statement<never> = { name: 'commit', text: 'COMMIT' }
