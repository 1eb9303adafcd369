import { exponentialDelayMs, withJitter } from './backoff.ts'
import { systemClock } from './clock.ts'
import type { CancelTimer, Clock } from './clock.ts'
import type { StreamLog } from './stream-log.ts'
import { TransportUnavailableError } from './transport.ts'
import type { Transport } from './transport.ts'

const CONNECT_DELAY_FIRST_MS = 500
const CONNECT_DELAY_MAX_MS = 15_000

export interface ConnectInBackgroundOptions {
  readonly connect: () => Promise<Transport>
  readonly log: StreamLog
  readonly clock?: Clock
  /** Yields [0, 1); spreads attempts. */
  readonly random?: () => number
}

/**
 * A transport for a process that must come up while the broker is away. Until the connection stands it is unreachable, and publish
 * and subscribe reject with TransportUnavailableError. It tries again without end, also when the broker is unsuitable: someone may
 * be about to replace it.
 */
export function connectInBackground(options: ConnectInBackgroundOptions): Transport {
  const { connect, log } = options
  const clock = options.clock ?? systemClock
  const random = options.random ?? Math.random
  let connected: Transport | undefined
  let closed = false
  let cancelRetry: CancelTimer | undefined
  let attempting: Promise<void>

  /** Never rejects. */
  async function attempt(attempts: number): Promise<void> {
    try {
      const transport = await connect()
      if (closed) {
        await transport.close()
      } else {
        connected = transport
      }
    } catch (error) {
      log.warn({ err: error, attempts }, 'The broker cannot be used yet')
      const delayMs = exponentialDelayMs(attempts, CONNECT_DELAY_FIRST_MS, CONNECT_DELAY_MAX_MS)
      if (!closed) {
        cancelRetry = clock.after(withJitter(delayMs, random), () => {
          attempting = attempt(attempts + 1)
        })
      }
    }
  }

  function current(): Transport {
    if (connected === undefined) {
      throw new TransportUnavailableError('The broker is not connected yet')
    }
    return connected
  }

  attempting = attempt(0)
  return {
    publish: async (messages) => current().publish(messages),
    subscribe: async (channel) => current().subscribe(channel),
    isReachable: () => connected?.isReachable() ?? false,
    async close() {
      closed = true
      cancelRetry?.()
      await attempting
      await connected?.close()
    },
  }
}
