import type { StorePool } from '../connection/connect-store.ts'
import type { ConnectionState, ExchangeQuery, QueryClient } from '../connection/exchange-query.ts'
import { MessageWriter } from '../connection/message-writer.ts'
import { PreparedStatements } from '../connection/prepared-statements.ts'
import type { Statement } from '../connection/statement.ts'
import { createStoreSession } from '../connection/store-session.ts'
import { RehearsedRecord } from './rehearsed-record.ts'

/** A store that only this process has, for code that is run before there is work: what it writes is gone with it. */
export interface RehearsalPool extends StorePool {
  /** The prepared statements that were sent so far, each with the values that it was first sent with, in their order. */
  statements(): readonly Statement<unknown>[]
}

interface RehearsedConnection {
  readonly client: RehearsedClient
  readonly state: ConnectionState
}

/** Writes of an exchange end here. */
const NOWHERE = { stream: { write: () => true, destroy: () => undefined } }

/**
 * Runs the code of the store up to the socket and from it on: statements are written as the protocol has them, and answers are read as the
 * driver hands them over. In between, a record in memory says what is answered. It knows the statements of accepting messages and of writing
 * evaluations, and neither transactions nor notifications.
 */
export function createRehearsalPool(nowMs: () => number): RehearsalPool {
  const record = new RehearsedRecord(nowMs)
  const statements = new Map<string, Statement<unknown>>()
  const idle: RehearsedConnection[] = []
  let roundTrips = 0

  const pool: RehearsalPool = {
    async session(use) {
      const connection = idle.pop() ?? createConnection(record)
      const { client, state } = connection
      const session = createStoreSession(client, state, () => {
        roundTrips += 1
      })
      try {
        return await use({
          exchange: (build) =>
            session.exchange((send) =>
              build((statement) => {
                noteStatement(statements, statement)
                client.expect(statement)
                return send(statement)
              }),
            ),
        })
      } finally {
        idle.push(connection)
      }
    },
    query: (statement) =>
      pool.session(async ({ exchange }) => (await exchange((send) => ({ rows: send(statement) }))).rows),
    transaction: () => Promise.reject(new TypeError('A rehearsal has no transactions')),
    listen: () => Promise.reject(new TypeError('A rehearsal has no notifications')),
    roundTrips: () => roundTrips,
    close: async () => undefined,
    statements: () => [...statements.values()],
  }
  return pool
}

function createConnection(record: RehearsedRecord): RehearsedConnection {
  return {
    client: new RehearsedClient(record),
    state: { writer: new MessageWriter(), prepared: new PreparedStatements() },
  }
}

function noteStatement(statements: Map<string, Statement<unknown>>, statement: Statement<unknown>): void {
  if (statement.name !== undefined && !statements.has(statement.name)) {
    statements.set(statement.name, statement)
  }
}

/** In the place of the driver: has each exchange written, and hands it the answers in a later turn of the event loop. */
class RehearsedClient implements QueryClient {
  readonly #record: RehearsedRecord
  readonly #described = new Set<string>()
  #expected: Statement<unknown>[] = []

  constructor(record: RehearsedRecord) {
    this.#record = record
  }

  /** The next statement that will be written. */
  expect(statement: Statement<unknown>): void {
    this.#expected.push(statement)
  }

  query(query: ExchangeQuery): void {
    const statements = this.#expected
    this.#expected = []
    setImmediate(() => {
      try {
        this.#answer(query, statements)
      } catch (error) {
        const failure =
          error instanceof Error ? error : new TypeError('No error was thrown', { cause: error })
        query.handleError(failure, NOWHERE)
      }
    })
  }

  #answer(query: ExchangeQuery, statements: readonly Statement<unknown>[]): void {
    const failure = query.submit(NOWHERE)
    if (failure !== undefined) {
      throw failure
    }
    for (const statement of statements) {
      const { columns, rows } = this.#record.answer(statement)
      if (columns.length > 0 && !this.#isDescribed(statement)) {
        query.handleRowDescription({ fields: columns })
      }
      for (const fields of rows) {
        query.handleDataRow({ fields })
      }
      query.handleCommandComplete({ text: statement.text })
    }
    query.handleReadyForQuery()
  }

  /** A prepared statement is described once. */
  #isDescribed({ name = '' }: Statement<unknown>): boolean {
    const isDescribed = this.#described.has(name)
    this.#described.add(name)
    return isDescribed
  }
}
