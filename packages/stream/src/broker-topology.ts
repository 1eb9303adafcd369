import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import type { ConsumerConfig, StreamConfig } from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import type { Channel } from './channel.ts'
import type { BrokerConnection } from './jetstream-connection.ts'
import type { StreamSpec } from './jetstream-options.ts'
import type { StreamLog } from './stream-log.ts'

/** Frames of one channel that may be delivered and unsettled, over all processes that read it. */
const MAX_ACK_PENDING_FRAMES = 4_096
/** Deliveries are not counted out here: the stage runner decides, and puts a message into quarantine first. */
const UNLIMITED_DELIVERIES = -1

/** https://github.com/nats-io/nats-server/blob/main/server/errors.json */
const STREAM_NAME_IN_USE = 10058
const CONSUMER_ALREADY_EXISTS = 10148

/** The streams and consumers that this process needs: made where missing, whenever that is noticed. */
export interface BrokerTopology {
  /** Creates missing streams; brings existing ones to the settings in hand. Called once, at start. */
  reconcileStreams(): Promise<void>
  /** Creates missing streams and leaves existing ones alone. Callers at the same time share one attempt. */
  restoreStreams(): Promise<void>
  /**
   * Creates the channel's consumer if it is missing. The answer names the life of its stream: another answer than before means that
   * the stream was made anew and counts its messages from one again, so that what the old one delivered can no longer be settled.
   * (A consumer's own time of creation is no such name: servers of the 2.10 line change it when they restart.)
   */
  restoreConsumer(channel: Channel<unknown>): Promise<string>
}

export function createBrokerTopology(deps: {
  readonly connection: BrokerConnection
  readonly streams: readonly StreamSpec[]
  readonly ackWaitMs: number
  readonly log: StreamLog
}): BrokerTopology {
  const { connection, streams, ackWaitMs, log } = deps
  const { manager } = connection
  let restoring: Promise<void> | undefined

  async function reconcileStreams(): Promise<void> {
    for (const spec of streams) {
      if (!(await addStream(spec))) {
        await connection.whileConnected(manager.streams.update(spec.name, streamConfig(spec)))
      }
    }
  }

  async function addMissingStreams(): Promise<void> {
    for (const spec of streams) {
      await addStream(spec)
    }
  }

  /** False when a stream of this name exists with other settings. */
  async function addStream(spec: StreamSpec): Promise<boolean> {
    try {
      const { created } = await connection.whileConnected(manager.streams.add(streamConfig(spec)))
      log.info({ stream: spec.name, created }, 'The stream is in place')
      return true
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === STREAM_NAME_IN_USE) {
        return false
      }
      throw error
    }
  }

  function restoreStreams(): Promise<void> {
    restoring ??= addMissingStreams().finally(() => {
      restoring = undefined
    })
    return restoring
  }

  async function restoreConsumer(channel: Channel<unknown>): Promise<string> {
    const config = consumerConfig(channel, ackWaitMs)
    try {
      await connection.whileConnected(manager.consumers.add(channel.stream, config))
    } catch (error) {
      if (!(error instanceof JetStreamApiError) || error.code !== CONSUMER_ALREADY_EXISTS) {
        throw error
      }
      await connection.whileConnected(manager.consumers.update(channel.stream, channel.name, config))
    }
    return (await connection.whileConnected(manager.streams.info(channel.stream))).created
  }

  return { reconcileStreams, restoreStreams, restoreConsumer }
}

function streamConfig(spec: StreamSpec): Partial<StreamConfig> & { name: string } {
  return {
    name: spec.name,
    subjects: [...spec.subjects],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: spec.maxBytes,
    max_age: nanos(spec.maxAgeMs),
    num_replicas: spec.replicas,
  }
}

function consumerConfig(channel: Channel<unknown>, ackWaitMs: number): Partial<ConsumerConfig> {
  return {
    durable_name: channel.name,
    filter_subject: channel.subject,
    deliver_policy: DeliverPolicy.All,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_ack_pending: MAX_ACK_PENDING_FRAMES,
    max_deliver: UNLIMITED_DELIVERIES,
  }
}
