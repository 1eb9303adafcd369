import { Pool } from 'pg'
import type { Notification, PoolClient } from 'pg'
import type { ConnectionState } from './exchange-query.ts'
import { MessageWriter } from './message-writer.ts'
import { PreparedStatements } from './prepared-statements.ts'
import type { Statement } from './statement.ts'
import { toStoreError } from './store-error.ts'
import { createStoreSession } from './store-session.ts'
import type { StoreSession } from './store-session.ts'
import { BEGIN_DURABLE, COMMIT } from './transaction.ts'
import { VALUE_TYPES } from './value-types.ts'

const CONNECT_TIMEOUT_MS = 5_000
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000
/** The server ends a slow statement; only when it does not answer at all does this side give up, and with it the connection. */
const ANSWER_MARGIN_MS = 5_000

export interface StoreOptions {
  /** `postgres://…`; TLS as the URL says (`sslmode`, `sslrootcert` …). It holds the password: not to be logged. */
  readonly url: string
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  /** Connections of this process. */
  readonly poolMax: number
  readonly statementTimeoutMs: number
  /** Told when an idle connection breaks. The pool replaces it by itself. */
  readonly onConnectionLost?: (error: Error) => void
}

/** Connections to one database. Everything that it throws for a passing reason is a `StoreUnavailableError`. */
export interface StorePool {
  /** One statement, one round trip. */
  query<Row>(statement: Statement<Row>): Promise<readonly Row[]>
  /** One connection for several exchanges. A transaction that `use` left open is rolled back when it rejects. */
  session<T>(use: (session: StoreSession) => Promise<T>): Promise<T>
  /** `session` inside BEGIN and COMMIT; rolled back when `use` rejects. */
  transaction<T>(use: (session: StoreSession) => Promise<T>): Promise<T>
  /** A connection of its own that reports `NOTIFY` on a channel, until it is closed or lost. */
  listen(channel: string, listener: StoreListener): Promise<{ close(): Promise<void> }>
  /** Network round trips since the start. */
  roundTrips(): number
  close(): Promise<void>
}

export interface StoreListener {
  onNotification(payload: string): void
  onLost(error: Error): void
}

/** Opens the pool and proves with one round trip that the database answers. @throws StoreUnavailableError */
export async function connectStore(options: StoreOptions): Promise<StorePool> {
  const pool = new Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolMax,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: options.statementTimeoutMs,
    query_timeout: options.statementTimeoutMs + ANSWER_MARGIN_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: VALUE_TYPES,
  })
  // Without a listener, a server that shuts down would end this process.
  pool.on('error', (error) => {
    // A connection that is being closed may still hear of the server's own end.
    if (!pool.ending) {
      options.onConnectionLost?.(error)
    }
  })
  const store = createStorePool(pool)
  try {
    await store.query({ text: 'SELECT 1' })
  } catch (error) {
    await store.close()
    throw error
  }
  return store
}

function createStorePool(pool: Pool): StorePool {
  const states = new WeakMap<PoolClient, ConnectionState>()
  let roundTrips = 0
  const onRoundTrip = (): void => {
    roundTrips += 1
  }

  async function session<T>(use: (session: StoreSession) => Promise<T>): Promise<T> {
    const client = await connect(pool)
    // A connection that breaks while it is held says so here and in its next answer; unheard, it would end this process.
    client.on('error', ignore)
    let isReusable = true
    try {
      return await use(createStoreSession(client, stateOf(states, client), onRoundTrip))
    } catch (error) {
      isReusable = await rollBack(client)
      throw toStoreError(error)
    } finally {
      client.off('error', ignore)
      client.release(!isReusable)
    }
  }

  return {
    session,
    query: (statement) =>
      session(async ({ exchange }) => (await exchange((send) => ({ rows: send(statement) }))).rows),
    transaction: (use) =>
      session(async (held) => {
        await held.exchange((send) => ({ begun: send(BEGIN_DURABLE) }))
        const result = await use(held)
        await held.exchange((send) => ({ committed: send(COMMIT) }))
        return result
      }),
    listen: (channel, listener) => listen(pool, channel, listener),
    roundTrips: () => roundTrips,
    close: () => pool.end(),
  }
}

/** What is kept of a connection goes with it. */
function stateOf(states: WeakMap<PoolClient, ConnectionState>, client: PoolClient): ConnectionState {
  const known = states.get(client)
  if (known !== undefined) {
    return known
  }
  const state = { writer: new MessageWriter(), prepared: new PreparedStatements() }
  states.set(client, state)
  return state
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw toStoreError(error)
  }
}

function ignore(): void {
  // Nothing to do: whoever uses the connection next gets the error.
}

/** Leaves no transaction open. False when the connection cannot be used again. */
async function rollBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK')
    return true
  } catch {
    return false
  }
}

async function listen(
  pool: Pool,
  channel: string,
  listener: StoreListener,
): Promise<{ close(): Promise<void> }> {
  const client = await connect(pool)
  let isOpen = true
  const end = (error?: Error): void => {
    if (isOpen) {
      isOpen = false
      client.release(true)
      if (error !== undefined) {
        listener.onLost(error)
      }
    }
  }
  client.on('error', end)
  client.on('end', () => end(new Error('The listening connection was closed')))
  client.on('notification', (notification: Notification) => {
    if (notification.channel === channel) {
      listener.onNotification(notification.payload ?? '')
    }
  })
  try {
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
  } catch (error) {
    end()
    throw toStoreError(error)
  }
  return {
    close: async () => {
      end()
    },
  }
}
