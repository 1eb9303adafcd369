import { headers } from '@nats-io/transport-node'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Destination, OutboundDocument } from './destination.ts'
import type { DocumentFormat } from './document-format.ts'

/** Where each document is published. */
export interface NatsSubjects {
  readonly alert: string
  /** Interdictions that a typology asked for, and those that a block in force asked for. */
  readonly typologyInterdiction: string
  readonly blockInterdiction: string
}

export interface NatsDestinationOptions {
  readonly name: string
  /** Throws while there is none. */
  readonly connection: () => NatsConnection
  readonly subjects: NatsSubjects
  /** `tenant` appends `-<tenantId>` to the subject. */
  readonly scope: 'global' | 'tenant'
  readonly format: DocumentFormat
  readonly confirmTimeoutMs: number
}

/**
 * Publishes each document on a NATS subject and waits until the server has it (a flush round trip). Subscribers get it as core NATS
 * gives it: those that are away miss it, unless a stream of theirs captures the subject. `Nats-Msg-Id` is the delivery id, so that such
 * a stream drops what comes a second time.
 */
export function createNatsDestination(options: NatsDestinationOptions): Destination {
  return {
    name: options.name,
    kinds: ['alert', 'interdiction'],
    async deliver(outbound) {
      const nats = options.connection()
      const messageHeaders = headers()
      messageHeaders.set('Nats-Msg-Id', outbound.deliveryId)
      if (outbound.traceParent !== undefined) {
        messageHeaders.set('traceparent', outbound.traceParent)
      }
      nats.publish(subjectOf(outbound, options), options.format.encode(outbound.document), {
        headers: messageHeaders,
      })
      await withTimeout(nats.flush(), options.confirmTimeoutMs)
    },
  }
}

function subjectOf(outbound: OutboundDocument, { subjects, scope }: NatsDestinationOptions): string {
  const subject = globalSubject(outbound, subjects)
  return scope === 'tenant' ? `${subject}-${outbound.tenantId}` : subject
}

function globalSubject({ kind, interdictedBy }: OutboundDocument, subjects: NatsSubjects): string {
  if (kind === 'alert') {
    return subjects.alert
  }
  return interdictedBy === 'block' ? subjects.blockInterdiction : subjects.typologyInterdiction
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
