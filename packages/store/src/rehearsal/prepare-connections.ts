import type { StorePool } from '../connection/connect-store.ts'
import type { Statement } from '../connection/statement.ts'
import { BEGIN, COMMIT } from '../connection/transaction.ts'

export interface PrepareOptions {
  /** How many connections are opened, up to those that the pool may have. */
  readonly connections: number
  /** Statements of one transaction, as they are sent. */
  readonly statements: readonly Statement<unknown>[]
}

/** Nobody who holds a table, such as a migration, is waited for longer. */
const LOCK_TIMEOUT: Statement<unknown> = {
  text: `SELECT set_config('lock_timeout', $1, true)`,
  values: ['500ms'],
}

/**
 * Opens connections and lets the server parse and plan statements on each of them, by executing them about no rows: lists are sent empty,
 * so nothing is written, locked or counted, and no transaction number is used. What has other values is left out.
 * @throws StoreUnavailableError
 */
export async function prepareConnections(
  pool: StorePool,
  { connections, statements }: PrepareOptions,
): Promise<void> {
  const within = statements.filter(({ text }) => text !== BEGIN.text && text !== COMMIT.text)
  const sent = [BEGIN, LOCK_TIMEOUT, ...within.flatMap(aboutNothing), COMMIT]
  // All are asked for in one turn, so that each is a connection of its own.
  const prepared = Array.from({ length: connections }, () =>
    pool.session(({ exchange }) =>
      exchange((send) => Object.fromEntries(sent.map((each, index) => [String(index), send(each)]))),
    ),
  )
  await Promise.all(prepared)
}

function aboutNothing(statement: Statement<unknown>): readonly Statement<unknown>[] {
  const emptied = (statement.values ?? []).map((value) => {
    if (Array.isArray(value)) {
      return []
    }
    return value instanceof Uint8Array ? new Uint8Array() : undefined
  })
  return emptied.includes(undefined) ? [] : [{ ...statement, values: emptied }]
}
