import type { Client } from 'pg'
import type { Statement } from './statement.ts'

/** Sends one statement without waiting; the promise is settled when the exchange that it belongs to is over. */
export type Send = <Row>(statement: Statement<Row>) => Promise<readonly Row[]>

/** The answers of an exchange, under the names that its statements were given. */
export type Answers<T> = { readonly [K in keyof T]: Awaited<T[K]> }

/** One connection, held by one caller. */
export interface StoreSession {
  /**
   * Sends everything that `build` sends at once and waits for all answers: one network round trip, however many statements.
   * Rejects with the first error in the order of sending, which is the cause of all later ones in a transaction.
   */
  exchange<T extends Readonly<Record<string, Promise<unknown>>>>(
    build: (send: Send) => T,
  ): Promise<Answers<T>>
}

/** COMMIT was asked for after a statement of the transaction had failed: a mistake of the caller. */
export class RolledBackError extends Error {
  override readonly name = 'RolledBackError'
}

/** @param onRoundTrip called once per exchange */
export function createStoreSession(client: Client, onRoundTrip: () => void): StoreSession {
  return {
    async exchange(build) {
      const sent: Promise<unknown>[] = []
      const { stream } = client.connection
      // One write to the socket for the whole exchange.
      stream.cork()
      const answers = buildCorked(stream, () => build((statement) => track(sent, send(client, statement))))
      onRoundTrip()
      silence(Object.values(answers))
      const settled = await Promise.allSettled(sent)
      const failed = settled.find((result) => result.status === 'rejected')
      if (failed !== undefined) {
        throw failed.reason
      }
      const entries = Object.entries(answers)
      const values = await Promise.all(entries.map(([, answer]) => answer))
      // Same keys, each with the value of its promise: a mapped type that TypeScript cannot infer from entries.
      return Object.fromEntries(entries.map(([name], index) => [name, values[index]])) as Answers<
        typeof answers
      >
    },
  }
}

function buildCorked<T>(stream: Client['connection']['stream'], build: () => T): T {
  try {
    return build()
  } finally {
    stream.uncork()
  }
}

function track<T>(sent: Promise<unknown>[], promise: Promise<T>): Promise<T> {
  sent.push(promise)
  silence([promise])
  return promise
}

/** Every promise is looked at in `exchange`; until then a failure must not count as unhandled. */
function silence(promises: readonly Promise<unknown>[]): void {
  for (const promise of promises) {
    promise.catch(() => undefined)
  }
}

async function send<Row>(client: Client, statement: Statement<Row>): Promise<readonly Row[]> {
  const { name, text, values } = statement
  const result = await client.query<Row & object>({
    ...(name === undefined ? {} : { name }),
    text,
    ...(values === undefined ? {} : { values: [...values] }),
  })
  if (text === 'COMMIT' && result.command !== 'COMMIT') {
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK, and without an error.
    throw new RolledBackError('The transaction was rolled back instead of committed')
  }
  return result.rows
}
