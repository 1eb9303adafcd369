import {
  acceptedEventText,
  createFactLayout,
  Encoded,
  instructionToWire,
  paymentToWire,
} from '@pantau/contracts'
import type { CapturedEvent, FactLayout } from '@pantau/contracts'
import { createLayouts } from '../layout/create-layouts.ts'
import type { Layout } from '../layout/layout.ts'
import type { WrittenEvent } from './stored-event.ts'

export type EventWriter = (event: CapturedEvent) => WrittenEvent

/** Writes events for the row and for the broker: facts, the most of both, are packed and written once. */
export function createEventWriter(): EventWriter {
  const layouts = createLayouts()
  const factLayouts = new WeakMap<Layout, FactLayout>()

  function factLayoutOf(layout: Layout): FactLayout {
    const factLayout = factLayouts.get(layout) ?? createFactLayout(layout.names)
    factLayouts.set(layout, factLayout)
    return factLayout
  }

  return (event) => {
    const layout = layouts.of(Object.keys(event.facts))
    const facts = JSON.stringify(factLayoutOf(layout).pack(event.facts))
    return {
      published: Encoded.ofWritten(event, () =>
        Buffer.from(acceptedEventText(event.header, paymentToWire(event.payment), layout.id, facts)),
      ),
      stored: { bytes: Buffer.from(storedText(event, facts)), layout },
    }
  }
}

/**
 * One line of JSON: `{times: [data preparation, event director in ns], traceParent?, instruction?, facts: [packed values]}`. The layout names
 * the facts. A status report's instruction is the one on record, which never changes; any other message's own is kept with it.
 */
function storedText({ header, payment }: CapturedEvent, facts: string): string {
  const rest = JSON.stringify({
    times: [header.dataPreparationNs, header.eventDirectorNs],
    ...(header.traceParent === undefined ? {} : { traceParent: header.traceParent }),
    ...(payment.transactionType === 'pacs.002.001.12'
      ? {}
      : { instruction: instructionToWire(payment.instruction) }),
  })
  return `${rest.slice(0, -1)},"facts":${facts}}`
}
