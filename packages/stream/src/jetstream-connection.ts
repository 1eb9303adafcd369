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
    return new WatchedConnection(nats, await openManager(nats), options.log)
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

class WatchedConnection implements BrokerConnection {
  readonly nats: NatsConnection
  readonly client: JetStreamClient
  readonly manager: JetStreamManager
  readonly #log: StreamLog
  readonly #listeners = new Set<ConnectionListener>()
  readonly #lossHandlers = new Set<() => void>()
  #connected = true
  #suspected = false

  constructor(nats: NatsConnection, manager: JetStreamManager, log: StreamLog) {
    this.nats = nats
    this.manager = manager
    this.client = jetstream(nats, { timeout: BROKER_API_TIMEOUT_MS })
    this.#log = log
    // The status sequence ends when the connection is closed and does not fail; were it to, the process must not go on blind.
    void this.#watch()
  }

  isConnected(): boolean {
    return this.#connected
  }

  isReachable(): boolean {
    return this.#connected && !this.#suspected
  }

  suspect(): void {
    if (!this.#suspected && this.#connected) {
      this.#suspected = true
      void this.#ping()
    }
  }

  listen(listener: ConnectionListener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  async whileConnected<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const onLoss = (): void =>
        reject(new TransportUnavailableError('The connection to the broker was lost'))
      this.#lossHandlers.add(onLoss)
      work.then(resolve, reject).finally(() => this.#lossHandlers.delete(onLoss))
    })
  }

  async close(): Promise<void> {
    this.#lose()
    await this.nats.close()
  }

  #lose(): void {
    this.#connected = false
    this.#lossHandlers.forEach((handler) => handler())
  }

  async #watch(): Promise<void> {
    for await (const status of this.nats.status()) {
      if (status.type === 'disconnect') {
        this.#lose()
        this.#log.warn({ server: status.server }, 'Lost the connection to the broker')
        this.#listeners.forEach((listener) => listener.disconnected())
      } else if (status.type === 'reconnect') {
        this.#connected = true
        this.#suspected = false
        this.#log.info({ server: status.server }, 'Connected to the broker again')
        this.#listeners.forEach((listener) => listener.reconnected())
      } else if (status.type === 'error') {
        this.#log.error({ err: status.error }, 'The broker reported an error')
      }
    }
  }

  /** Never rejects: an unanswered ping ends with the connection, and the next one starts unsuspected. */
  async #ping(): Promise<void> {
    try {
      await this.nats.flush()
      this.#suspected = false
    } catch (error) {
      this.#log.warn({ err: error }, 'The broker did not answer a ping')
    }
  }
}
