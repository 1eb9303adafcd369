import { describe, expect, it } from 'vitest'
import { UndecodableMessageError } from './codec.ts'
import { outboxPayloadText, parseOutboxPayload } from './outbox-payload.ts'
import type { OutboxPayload } from './outbox-payload.ts'

const evaluationId = '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23'
const payloads: OutboxPayload[] = [
  { v: 1, kind: 'alert', evaluationId },
  { v: 1, kind: 'interdiction', evaluationId, interdiction: { kind: 'typology', typologyIndex: 27 } },
  { v: 1, kind: 'interdiction', evaluationId, interdiction: { kind: 'block', ruleIndex: 0 } },
]

describe('outbox payload', () => {
  it.each(payloads)('is read as it was written: %j', (payload) => {
    expect(parseOutboxPayload(outboxPayloadText(payload))).toEqual(payload)
  })

  it.each([
    '',
    '{}',
    'null',
    outboxPayloadText({ v: 1, kind: 'alert', evaluationId }).replace('"v":1', '"v":2'),
    JSON.stringify({ v: 1, kind: 'interdiction', evaluationId }),
    JSON.stringify({
      v: 1,
      kind: 'interdiction',
      evaluationId,
      interdiction: { kind: 'block', ruleIndex: -1 },
    }),
  ])('is refused when it is none: %j', (text) => {
    expect(() => parseOutboxPayload(text)).toThrow(UndecodableMessageError)
  })
})
