import type { NatsConnection } from '@nats-io/transport-node'
import type { OutboxKind } from '@pantau/contracts'
import type { Destination } from './destination.ts'

export interface NatsDestinationOptions {
  readonly name: string
  /** Throws while there is none. */
  readonly connection: () => NatsConnection
  readonly subjects: Readonly<Record<OutboxKind, string>>
  /** `tenant` appends `-<tenantId>` to the subject. */
  readonly scope: 'global' | 'tenant'
  readonly confirmTimeoutMs: number
}

/**
 * Publishes each document on a NATS subject and waits until the server has it (a flush round trip). Subscribers get it as core NATS
 * gives it: those that are away miss it, unless a stream of theirs captures the subject.
 */
export function createNatsDestination(options: NatsDestinationOptions): Destination {
  const { connection, subjects, scope } = options
  return {
    name: options.name,
    kinds: ['alert', 'interdiction'],
    async deliver(document) {
      const subject =
        scope === 'tenant' ? `${subjects[document.kind]}-${document.tenantId}` : subjects[document.kind]
      const nats = connection()
      nats.publish(subject, document.body)
      await withTimeout(nats.flush(), options.confirmTimeoutMs)
    },
  }
}

async function withTimeout(work: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const expiry = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`NATS did not confirm within ${timeoutMs} ms`))
    }, timeoutMs)
  })
  try {
    await Promise.race([work, expiry])
  } finally {
    clearTimeout(timer)
  }
}
