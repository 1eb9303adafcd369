import { JetStreamApiError } from '@nats-io/jetstream'
import { headers } from '@nats-io/transport-node'
import type { MsgHdrs } from '@nats-io/transport-node'
import type { BrokerTopology } from './broker-topology.ts'
import { FRAME_HEADER, FRAME_VERSION, buildFrames } from './frame.ts'
import type { BrokerConnection } from './jetstream-connection.ts'
import type { JetStreamOptions } from './jetstream-options.ts'
import type { Outgoing } from './stage.ts'
import { TransportUnavailableError } from './transport.ts'

interface Frame {
  readonly subject: string
  readonly bytes: Uint8Array
}

/** Publishes frames and answers when every one of them is confirmed stored. */
export class JetStreamPublisher {
  readonly #connection: BrokerConnection
  readonly #topology: BrokerTopology
  readonly #confirmTimeoutMs: number
  readonly #onStored: (() => void) | undefined
  readonly #headers: MsgHdrs = headers()

  constructor(
    connection: BrokerConnection,
    topology: BrokerTopology,
    { confirmTimeoutMs, onStored }: Pick<JetStreamOptions, 'confirmTimeoutMs' | 'onStored'>,
  ) {
    this.#connection = connection
    this.#topology = topology
    this.#confirmTimeoutMs = confirmTimeoutMs
    this.#onStored = onStored
    this.#headers.set(FRAME_HEADER, FRAME_VERSION)
  }

  /** @throws TransportUnavailableError @throws UnframeableMessageError */
  async publish(messages: readonly Outgoing<unknown>[]): Promise<void> {
    const frames = framesOf(messages)
    const outcomes = await Promise.allSettled(frames.map(async (frame) => this.#publishFrame(frame)))
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed !== undefined) {
      throw failed.reason
    }
  }

  async #publishFrame(frame: Frame): Promise<void> {
    try {
      await this.#send(frame)
    } catch (error) {
      if (!isNoStream(error)) {
        throw this.#unavailable(error)
      }
      try {
        // The broker came back without its data: the stream is made anew and the frame goes to it.
        await this.#topology.restoreStreams()
        await this.#send(frame)
      } catch (cause) {
        throw this.#unavailable(cause)
      }
    }
  }

  async #send(frame: Frame): Promise<void> {
    // The client would hold on to it while disconnected and send it any time later: the caller decides that, not the client.
    if (!this.#connection.isConnected()) {
      throw new TransportUnavailableError('The broker is not connected')
    }
    await this.#connection.whileConnected(
      this.#connection.client.publish(frame.subject, frame.bytes, {
        timeout: this.#confirmTimeoutMs,
        headers: this.#headers,
      }),
    )
    this.#onStored?.()
  }

  #unavailable(cause: unknown): TransportUnavailableError {
    if (cause instanceof TransportUnavailableError) {
      return cause
    }
    if (cause instanceof JetStreamApiError) {
      return new TransportUnavailableError(`The broker refused a frame: ${cause.message}`, { cause })
    }
    this.#connection.suspect()
    return new TransportUnavailableError(
      `The broker did not confirm a frame within ${this.#confirmTimeoutMs} ms`,
      { cause },
    )
  }
}

/** The client's answer when no stream listens on the subject. It has no exported class of its own. */
function isNoStream(error: unknown): boolean {
  return error instanceof Error && error.name === 'JetStreamNotEnabled'
}

function framesOf(messages: readonly Outgoing<unknown>[]): readonly Frame[] {
  const bySubject = new Map<string, Uint8Array[]>()
  for (const { channel, message } of messages) {
    const group = bySubject.get(channel.subject)
    if (group === undefined) {
      bySubject.set(channel.subject, [message.bytes()])
    } else {
      group.push(message.bytes())
    }
  }
  return [...bySubject].flatMap(([subject, group]) => buildFrames(group).map((bytes) => ({ subject, bytes })))
}
