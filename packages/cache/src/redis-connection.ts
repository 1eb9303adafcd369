import { Redis } from 'ioredis'
import type { CacheLog } from './cache-log.ts'

const CONNECT_TIMEOUT_MS = 5_000
const COMMAND_TIMEOUT_MS = 1_000
const RECONNECT_DELAY_FIRST_MS = 100
const RECONNECT_DELAY_MAX_MS = 5_000
/** Share of a delay that is drawn at random on top of it. */
const JITTER_SHARE = 0.5

export interface RedisOptions {
  /** `redis://` or, with TLS, `rediss://`; may carry user, password and database. Never logged. */
  readonly url: string
  readonly log: CacheLog
  /** Yields [0, 1); spreads reconnects. */
  readonly random?: () => number
}

export interface RedisConnection {
  readonly client: Redis
  isReachable(): boolean
  close(): Promise<void>
}

/**
 * A connection to Redis or Valkey that reconnects without end and never makes a caller wait for that: while it is away commands fail
 * at once, and a command that is not answered in time fails. Callers decide when to try again. It returns before the first
 * connection stands, so that a process can come up while the cache is away.
 */
export function connectRedis(options: RedisOptions): RedisConnection {
  const { url, log, random = Math.random } = options
  let isAway = false
  const client = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => {
      const delayMs = Math.min(RECONNECT_DELAY_MAX_MS, RECONNECT_DELAY_FIRST_MS * 2 ** Math.min(attempt, 10))
      return Math.round(delayMs * (1 + JITTER_SHARE * random()))
    },
  })
  client.on('error', (error: Error) => {
    // One line for an outage, not one for each attempt.
    if (!isAway) {
      isAway = true
      log.warn({ err: error }, 'The cache is away')
    }
  })
  client.on('ready', () => {
    isAway = false
    log.info({}, 'Connected to the cache')
  })
  return {
    client,
    isReachable: () => client.status === 'ready',
    async close() {
      client.disconnect()
    },
  }
}
