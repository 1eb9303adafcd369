import { factsToWire, instructionToWire } from '@pantau/contracts'
import type { AcceptedEvent } from '@pantau/contracts'
import type { Layouts } from '../layout/create-layouts.ts'
import type { Layout } from '../layout/layout.ts'

/** An event as it is kept beside the columns of its message: values in the order of its layout, and nothing that is on record elsewhere. */
export interface StoredEvent {
  readonly bytes: Uint8Array
  readonly layout: Layout
}

/**
 * One line of JSON: `{times: [data preparation, event director in ns], traceParent?, instruction?, facts: [packed values]}`. The layout names
 * the facts. A status report's instruction is the one on record, which never changes; any other message's own is kept with it.
 */
export function storedEvent({ header, payment, facts }: AcceptedEvent, layouts: Layouts): StoredEvent {
  const wire = factsToWire(facts)
  const text = JSON.stringify({
    times: [header.dataPreparationNs, header.eventDirectorNs],
    ...(header.traceParent === undefined ? {} : { traceParent: header.traceParent }),
    ...(payment.transactionType === 'pacs.002.001.12'
      ? {}
      : { instruction: instructionToWire(payment.instruction) }),
    facts: Object.values(wire),
  })
  return { bytes: Buffer.from(text), layout: layouts.of(Object.keys(wire)) }
}
