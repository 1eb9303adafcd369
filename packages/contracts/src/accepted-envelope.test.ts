import { describe, expect, it } from 'vitest'
import { acceptedEvent, packedEvent } from '../test/sample-messages.ts'
import { openAcceptedEvent } from './accepted-envelope.ts'
import { acceptedEventCodec } from './accepted-event-codec.ts'
import { Encoded } from './encoded.ts'
import { plannedEventCodec } from './planned-event-codec.ts'
import type { AcceptedEvent } from './stage-messages.ts'

const part = { group: 'default', index: 0, count: 1 }
const header = { ...acceptedEvent.header, eventDirectorNs: 7 }
const planned = { ...acceptedEvent, header, part }
const encoder = new TextEncoder()

function ofText(text: string): Encoded<AcceptedEvent> {
  return Encoded.ofBytes(acceptedEventCodec, encoder.encode(text))
}

/** The event with members as they may come in other orders, or with more of them. */
function rewritten(change: (members: Record<string, unknown>) => object): Encoded<AcceptedEvent> {
  const members: Record<string, unknown> = JSON.parse(
    new TextDecoder().decode(acceptedEventCodec.encode(acceptedEvent)),
  )
  return ofText(JSON.stringify(change(members)))
}

const FORMS: Record<string, () => Encoded<AcceptedEvent>> = {
  'as this release writes it': () =>
    Encoded.ofBytes(acceptedEventCodec, acceptedEventCodec.encode(acceptedEvent)),
  'as a value': () => Encoded.ofValue(acceptedEventCodec, acceptedEvent),
  'with its members in another order': () =>
    rewritten(({ v, header: head, payment, facts }) => ({ facts, payment, header: head, v })),
  'with a mark within its header': () =>
    rewritten((members) => ({ ...members, header: { ...acceptedEvent.header, more: { a: 1, payment: 2 } } })),
  'with a member that is not known': () =>
    rewritten((members) => ({ v: 1, more: '","payment":', ...members })),
  'with spaces': () =>
    ofText(
      ` ${new TextDecoder().decode(acceptedEventCodec.encode(acceptedEvent))}`.replaceAll(
        '"payment":',
        ' "payment" : ',
      ),
    ),
}

describe('an accepted event', () => {
  it.each(Object.entries(FORMS))('%s is planned, as value and as bytes', (_form, event) => {
    const envelope = openAcceptedEvent(event())
    expect(envelope.header).toMatchObject(acceptedEvent.header)
    expect(envelope.plan(header, part).value()).toMatchObject(planned)
    expect(plannedEventCodec.decode(envelope.plan(header, part).bytes())).toMatchObject(planned)
  })

  it.each([
    ['keyed', acceptedEvent],
    ['packed', packedEvent],
  ])('gives the very bytes that its planned event is written as, its facts %s', (_form, accepted) => {
    const event = Encoded.ofBytes(acceptedEventCodec, acceptedEventCodec.encode(accepted))
    const message = openAcceptedEvent(event).plan(header, part)
    expect(message.bytes()).toEqual(plannedEventCodec.encode({ ...accepted, header, part }))
    expect(message.value()).toEqual({ ...accepted, header, part })
  })

  it('that was written beforehand goes on as it was written', () => {
    const event = Encoded.ofWritten(acceptedEvent, () => acceptedEventCodec.encode(packedEvent))
    const message = openAcceptedEvent(event).plan(header, part)
    expect(message.value()).toEqual(planned)
    expect(plannedEventCodec.decode(message.bytes())).toEqual({ ...packedEvent, header, part })
  })

  it('is opened without its content, which is refused where it is read', () => {
    const event = rewritten((members) => ({ ...members, facts: { unheard: 1 } }))
    const message = openAcceptedEvent(event).plan(header, part)
    expect(() => message.value()).toThrow("the kind of the fact 'unheard' is not known")
    expect(() => plannedEventCodec.decode(message.bytes())).toThrow(
      "the kind of the fact 'unheard' is not known",
    )
  })

  it.each([
    ['', "AcceptedEvent at '': expected JSON in UTF-8"],
    ['{"v":3,"header":{},"payment":{}}', 'version 3 is newer'],
    ['{"v":1,"header":{},"payment":{}}', "AcceptedEvent at '': must have"],
  ])('%j is refused', (text, reason) => {
    expect(() => openAcceptedEvent(ofText(text))).toThrow(reason)
  })
})
