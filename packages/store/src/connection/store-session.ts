import { ExchangeQuery } from './exchange-query.ts'
import type { ConnectionState, QueryClient, SentStatement } from './exchange-query.ts'
import type { Statement } from './statement.ts'

/** Sends one statement without waiting; the promise is settled when the exchange that it belongs to is over. */
export type Send = <Row>(statement: Statement<Row>) => Promise<readonly Row[]>

/** The answers of an exchange, under the names that its statements were given. */
export type Answers<T> = { readonly [K in keyof T]: Awaited<T[K]> }

/** One connection, held by one caller. */
export interface StoreSession {
  /**
   * Sends everything that `build` sends at once and waits for all answers: one network round trip, however many statements.
   * Rejects with the first error in the order of sending; a statement with a name or values that follows one that failed is not executed.
   */
  exchange<T extends Readonly<Record<string, Promise<unknown>>>>(
    build: (send: Send) => T,
  ): Promise<Answers<T>>
}

/** COMMIT was asked for after a statement of the transaction had failed: a mistake of the caller. */
export class RolledBackError extends Error {
  override readonly name = 'RolledBackError'
}

/**
 * @param state of the connection that the client has
 * @param onRoundTrip called once per exchange
 */
export function createStoreSession(
  client: QueryClient,
  state: ConnectionState,
  onRoundTrip: () => void,
): StoreSession {
  return {
    async exchange(build) {
      const sent: Pending[] = []
      const answers = build((statement) => track(sent, statement))
      silence(Object.values(answers))
      onRoundTrip()
      await new ExchangeQuery(client, state, sent).run()
      settle(sent)
      const entries = Object.entries(answers)
      const values = await Promise.all(entries.map(([, answer]) => answer))
      // Same keys, each with the value of its promise: a mapped type that TypeScript cannot infer from entries.
      return Object.fromEntries(entries.map(([name], index) => [name, values[index]])) as Answers<
        typeof answers
      >
    },
  }
}

interface Pending extends SentStatement {
  resolve(rows: readonly unknown[]): void
  reject(error: unknown): void
}

function track<Row>(sent: Pending[], statement: Statement<Row>): Promise<readonly Row[]> {
  const answer = new Promise<readonly Row[]>((resolve, reject) => {
    // What the statement's text returns has the shape that it was declared with; nothing else says so.
    sent.push({ statement, rows: [], resolve: (rows) => resolve(rows as readonly Row[]), reject })
  })
  silence([answer])
  return answer
}

/** Every promise is looked at in `exchange`; until then a failure must not count as unhandled. */
function silence(promises: readonly Promise<unknown>[]): void {
  for (const promise of promises) {
    promise.catch(() => undefined)
  }
}

/** @throws the first error, in the order of sending */
function settle(sent: readonly Pending[]): void {
  const failures = sent.map((each) => each.error ?? rolledBack(each))
  for (const [index, { rows, resolve, reject }] of sent.entries()) {
    const failure = failures[index]
    if (failure === undefined) {
      resolve(rows)
    } else {
      reject(failure)
    }
  }
  const first = failures.find((failure) => failure !== undefined)
  if (first !== undefined) {
    throw first
  }
}

/** PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and without an error. */
function rolledBack({ statement, command }: SentStatement): RolledBackError | undefined {
  return statement.text === 'COMMIT' && command !== 'COMMIT'
    ? new RolledBackError('The transaction was rolled back instead of committed')
    : undefined
}
