import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node'
import { withJitter } from './backoff.ts'
import { assertBrokerSuits } from './broker-unsuitable-error.ts'
import type { JetStreamOptions } from './jetstream-options.ts'
import type { StreamLog } from './stream-log.ts'
import { TransportUnavailableError } from './transport.ts'

const HANDSHAKE_TIMEOUT_MS = 5_000
const RECONNECT_DELAY_MS = 400
/** With `PINGS_UNANSWERED_MAX` this bounds how long a broker that hangs without closing its sockets goes unnoticed. */
const PING_INTERVAL_MS = 5_000
const PINGS_UNANSWERED_MAX = 2
export const BROKER_API_TIMEOUT_MS = 5_000

export interface ConnectionListener {
  disconnected(): void
  reconnected(): void
}

/** A connection that comes back by itself, without end, and knows whether the broker answers. */
export interface BrokerConnection {
  readonly nats: NatsConnection
  readonly client: JetStreamClient
  readonly manager: JetStreamManager
  isConnected(): boolean
  isReachable(): boolean
  /** The broker left a request unanswered: it counts as unreachable until it answers a ping. */
  suspect(): void
  listen(listener: ConnectionListener): () => void
  /** The work's outcome, or a TransportUnavailableError as soon as the connection is lost: no answer can come over it any more. */
  whileConnected<T>(work: Promise<T>): Promise<T>
  close(): Promise<void>
}

/** @throws TransportUnavailableError when no server answers. @throws BrokerUnsuitableError */
export async function connectToBroker(options: JetStreamOptions): Promise<BrokerConnection> {
  let nats: NatsConnection
  try {
    nats = await connect(connectionOptions(options))
  } catch (cause) {
    throw new TransportUnavailableError(`No NATS server answers at ${options.servers.join(', ')}`, { cause })
  }
  try {
    return watchedConnection(nats, options.log, await openManager(nats))
  } catch (error) {
    await nats.close()
    throw error
  }
}

function connectionOptions(options: JetStreamOptions): ConnectionOptions {
  const random = options.random ?? Math.random
  return {
    servers: [...options.servers],
    name: options.name,
    timeout: HANDSHAKE_TIMEOUT_MS,
    pingInterval: PING_INTERVAL_MS,
    maxPingOut: PINGS_UNANSWERED_MAX,
    maxReconnectAttempts: -1,
    reconnectDelayHandler: () => withJitter(RECONNECT_DELAY_MS, random),
    // Credentials are rotated while processes run: a refused login is retried like a refused connection.
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.pass === undefined ? {} : { pass: options.pass }),
    ...(options.token === undefined ? {} : { token: options.token }),
    ...(options.tls === undefined ? {} : { tls: { ...options.tls } }),
  }
}

/** @throws TransportUnavailableError @throws BrokerUnsuitableError */
async function openManager(nats: NatsConnection): Promise<JetStreamManager> {
  const version = nats.info?.version ?? 'unknown'
  assertBrokerSuits({ version, isJetStreamEnabled: nats.info?.jetstream === true })
  try {
    return await jetstreamManager(nats, { timeout: BROKER_API_TIMEOUT_MS })
  } catch (cause) {
    // The server has JetStream, this account may not.
    if (cause instanceof Error && cause.name === 'JetStreamNotEnabled') {
      assertBrokerSuits({ version, isJetStreamEnabled: false })
    }
    throw new TransportUnavailableError('JetStream does not answer', { cause })
  }
}

function watchedConnection(
  nats: NatsConnection,
  log: StreamLog,
  manager: JetStreamManager,
): BrokerConnection {
  const listeners = new Set<ConnectionListener>()
  const lossHandlers = new Set<() => void>()
  let connected = true
  let suspected = false

  function lose(): void {
    connected = false
    lossHandlers.forEach((handler) => handler())
  }

  async function watch(): Promise<void> {
    for await (const status of nats.status()) {
      if (status.type === 'disconnect') {
        lose()
        log.warn({ server: status.server }, 'Lost the connection to the broker')
        listeners.forEach((listener) => listener.disconnected())
      } else if (status.type === 'reconnect') {
        connected = true
        suspected = false
        log.info({ server: status.server }, 'Connected to the broker again')
        listeners.forEach((listener) => listener.reconnected())
      } else if (status.type === 'error') {
        log.error({ err: status.error }, 'The broker reported an error')
      }
    }
  }

  /** Never rejects: an unanswered ping ends with the connection, and the next one starts unsuspected. */
  async function ping(): Promise<void> {
    try {
      await nats.flush()
      suspected = false
    } catch (error) {
      log.warn({ err: error }, 'The broker did not answer a ping')
    }
  }

  // The status sequence ends when the connection is closed and does not fail; were it to, the process must not go on blind.
  void watch()

  return {
    nats,
    manager,
    client: jetstream(nats, { timeout: BROKER_API_TIMEOUT_MS }),
    isConnected: () => connected,
    isReachable: () => connected && !suspected,
    suspect() {
      if (!suspected && connected) {
        suspected = true
        void ping()
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    whileConnected: (work) =>
      new Promise((resolve, reject) => {
        const onLoss = (): void =>
          reject(new TransportUnavailableError('The connection to the broker was lost'))
        lossHandlers.add(onLoss)
        work.then(resolve, reject).finally(() => lossHandlers.delete(onLoss))
      }),
    async close() {
      lose()
      await nats.close()
    },
  }
}
