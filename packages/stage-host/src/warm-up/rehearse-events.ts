import { hash } from 'node:crypto'
import type { CapturedEvent, Encoded, LayoutSource } from '@pantau/contracts'
import type { Plan } from '@pantau/evaluation'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'
import { createAcceptance, createLayoutSource, createRehearsalPool } from '@pantau/store'
import type { Acceptance, CataloguedConfiguration } from '@pantau/store'
import { rehearsedMessages } from './rehearsed-messages.ts'
import { REHEARSAL_TENANT_ID, REHEARSED_CONFIGURATIONS_MAX } from './rehearsal.ts'

/** Payments of each configuration that events are made of, and how many are accepted together. */
const PAYMENTS = 64
const BATCH = 16
const TYPES = ['pacs.008.001.10', 'pacs.002.001.12'] as const

/** An event as tms would have published it, with the plan that it is evaluated by. */
export interface RehearsedEvent {
  readonly event: CapturedEvent
  readonly bytes: Uint8Array
  readonly plan: Plan
}

export interface RehearsedEvents {
  readonly events: readonly RehearsedEvent[]
  /** Knows the layouts of their facts. */
  readonly layouts: LayoutSource
}

/** The events of invented payments under each configuration, captured and written by the code of acceptance on a record of its own. */
export async function rehearseEvents(
  configurations: readonly CataloguedConfiguration[],
  nowMs: () => number,
): Promise<RehearsedEvents> {
  const pool = createRehearsalPool(nowMs)
  const events: RehearsedEvent[] = []
  for (const [index, configuration] of configurations.slice(0, REHEARSED_CONFIGURATIONS_MAX).entries()) {
    const acceptance = createAcceptance({
      pool,
      configurations: { active: () => configuration },
      nowNs: process.hrtime.bigint,
      batchMax: BATCH,
      queueMax: BATCH,
      concurrency: 1,
    })
    for (let first = 0; first < PAYMENTS; first += BATCH) {
      for (const type of TYPES) {
        for (const encoded of await acceptBatch(acceptance, type, index * PAYMENTS + first, nowMs())) {
          const event = encoded.value()
          const plan = configuration.compiled.planFor(event.header.transactionType)
          if (plan !== undefined) {
            events.push({ event, bytes: encoded.bytes(), plan })
          }
        }
      }
    }
  }
  return { events, layouts: createLayoutSource(pool) }
}

async function acceptBatch(
  acceptance: Acceptance,
  type: keyof MessageDocuments,
  first: number,
  nowMs: number,
): Promise<readonly Encoded<CapturedEvent>[]> {
  const write = rehearsedMessages(type)
  const accepting = Array.from({ length: BATCH }, (_, index) => {
    const body = write(first + index, nowMs)
    // The examples are documents, and what was changed in them are texts and numbers.
    const document: MessageDocuments[typeof type] = JSON.parse(body)
    const result = parseMessage(type, document, { quoting: false })
    if (result.kind === 'refused') {
      throw new TypeError('A rehearsed message is valid')
    }
    return acceptance.accept({
      tenantId: REHEARSAL_TENANT_ID,
      parsed: result.message,
      rawBody: Buffer.from(body),
      contentHash: hash('sha256', body, 'buffer'),
      receivedAtNs: process.hrtime.bigint(),
    })
  })
  const outcomes = await Promise.all(accepting)
  return outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
}
