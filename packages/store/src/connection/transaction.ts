import type { Statement } from './statement.ts'

/** Begins a transaction whose COMMIT answers only when it is on disk, whatever the server's default is. */
export const BEGIN_DURABLE: Statement<never> = { text: 'BEGIN; SET LOCAL synchronous_commit = on' }
export const COMMIT: Statement<never> = { text: 'COMMIT' }
