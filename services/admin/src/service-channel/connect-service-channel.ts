import { connect } from '@nats-io/transport-node'
import type { ConnectionOptions, NatsConnection } from '@nats-io/transport-node'
import type { Log } from '@pantau/service-runtime'
import { parseAck, SERVICE_CHANNEL_ACK_SUBJECT, SERVICE_CHANNEL_SUBJECT } from './service-channel-event.ts'
import type { ServiceChannelAck } from './service-channel-event.ts'
import { ServiceChannelUnavailableError } from './service-channel.ts'
import type { ServiceChannel } from './service-channel.ts'

const CONNECT_TIMEOUT_MS = 5_000
const CONNECT_AGAIN_MS = 2_000
/** How long a request waits for NATS to have its event. */
const CONFIRM_TIMEOUT_MS = 2_000

export interface ServiceChannelOptions {
  /** Servers and credentials. */
  readonly connection: Pick<ConnectionOptions, 'servers' | 'name' | 'user' | 'pass' | 'tls'>
  readonly log: Log
}

export interface ConnectedServiceChannel extends ServiceChannel {
  close(): Promise<void>
}

/** The service channel over core NATS. Comes up while NATS is away, and connects when it is there. */
export function connectServiceChannel({ connection, log }: ServiceChannelOptions): ConnectedServiceChannel {
  const listeners = new Set<(ack: ServiceChannelAck) => void>()
  let nats: NatsConnection | undefined
  let isClosed = false
  let timer: NodeJS.Timeout | undefined
  let attempting = attempt()

  async function attempt(): Promise<void> {
    try {
      const opened = await connect({
        ...connection,
        timeout: CONNECT_TIMEOUT_MS,
        maxReconnectAttempts: -1,
        ignoreAuthErrorAbort: true,
      })
      hearAcks(opened)
      nats = opened
    } catch (error) {
      log.warn({ err: error }, 'the service channel cannot be used yet')
      if (!isClosed) {
        timer = setTimeout(() => {
          attempting = attempt()
        }, CONNECT_AGAIN_MS)
      }
    }
  }

  function hearAcks(opened: NatsConnection): void {
    opened.subscribe(SERVICE_CHANNEL_ACK_SUBJECT, {
      callback: (error, message) => {
        const ack = error === null ? parseAck(message.data) : undefined
        if (ack !== undefined) {
          listeners.forEach((listener) => listener(ack))
        }
      },
    })
  }

  return {
    async publish(event) {
      if (nats === undefined || nats.isClosed()) {
        throw new ServiceChannelUnavailableError('NATS is not connected')
      }
      nats.publish(SERVICE_CHANNEL_SUBJECT, JSON.stringify(event))
      await confirmed(nats)
    },
    onAck(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await attempting
      await nats?.close()
    },
  }
}

/** Resolves when the server has everything that was published. @throws ServiceChannelUnavailableError */
async function confirmed(nats: NatsConnection): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const message = `NATS did not confirm within ${CONFIRM_TIMEOUT_MS} ms`
    timer = setTimeout(() => reject(new ServiceChannelUnavailableError(message)), CONFIRM_TIMEOUT_MS)
  })
  try {
    await Promise.race([nats.flush(), late])
  } catch (cause) {
    throw cause instanceof ServiceChannelUnavailableError
      ? cause
      : new ServiceChannelUnavailableError('NATS did not confirm', { cause })
  } finally {
    clearTimeout(timer)
  }
}
