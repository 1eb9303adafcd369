import { describe, expect, it } from 'vitest'
import { acceptedEvent } from '../test/sample-messages.ts'
import { openAcceptedEvent } from './accepted-envelope.ts'
import { acceptedEventCodec } from './accepted-event-codec.ts'
import { Encoded } from './encoded.ts'
import { plannedEventCodec } from './planned-event-codec.ts'

const part = { group: 'default', index: 0, count: 1 }
const header = { ...acceptedEvent.header, eventDirectorNs: 7 }
const planned = { ...acceptedEvent, header, part }
const encoder = new TextEncoder()

function ofText(text: string): Encoded<typeof acceptedEvent> {
  return Encoded.ofBytes(acceptedEventCodec, encoder.encode(text))
}

/** The event with members as they may come in other orders, or with more of them. */
function rewritten(change: (members: Record<string, unknown>) => object): Encoded<typeof acceptedEvent> {
  const members: Record<string, unknown> = JSON.parse(
    new TextDecoder().decode(acceptedEventCodec.encode(acceptedEvent)),
  )
  return ofText(JSON.stringify(change(members)))
}

const FORMS: Record<string, () => Encoded<typeof acceptedEvent>> = {
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

  it('gives the very bytes that its planned event is written as', () => {
    const event = Encoded.ofBytes(acceptedEventCodec, acceptedEventCodec.encode(acceptedEvent))
    expect(openAcceptedEvent(event).plan(header, part).bytes()).toEqual(plannedEventCodec.encode(planned))
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
    ['{"v":2,"header":{},"payment":{}}', 'version 2 is newer'],
    ['{"v":1,"header":{},"payment":{}}', "AcceptedEvent at '': must have"],
  ])('%j is refused', (text, reason) => {
    expect(() => openAcceptedEvent(ofText(text))).toThrow(reason)
  })
})
