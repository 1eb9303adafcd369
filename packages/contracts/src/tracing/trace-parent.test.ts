import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headers } from '../../test/message-arbitraries.ts'
import { acceptedEvent } from '../../test/sample-messages.ts'
import { acceptedEventCodec } from '../accepted-event-codec.ts'
import { Encoded } from '../encoded.ts'
import {
  isSampled,
  readTraceParent,
  spanContextOf,
  traceParentOf,
  withoutSampling,
  writeTraceParent,
} from './trace-parent.ts'

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN_ID = '00f067aa0ba902b7'
const SAMPLED = `00-${TRACE_ID}-${SPAN_ID}-01`

const hex = (digits: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: digits / 2, maxLength: digits / 2 })
    .filter((bytes) => bytes.some((byte) => byte > 0))
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))

describe('a trace context', () => {
  it('is read and written without loss', () => {
    fc.assert(
      fc.property(hex(32), hex(16), (traceId, spanId) => {
        const written = writeTraceParent({ traceId, spanId })
        expect(readTraceParent(written)).toBe(written)
        expect(spanContextOf(written)).toEqual({ traceId, spanId })
        expect(isSampled(written)).toBe(true)
      }),
    )
  })

  it.each([
    [SAMPLED, true],
    [`00-${TRACE_ID}-${SPAN_ID}-00`, false],
    [`00-${TRACE_ID}-${SPAN_ID}-03`, true],
    [`00-${TRACE_ID}-${SPAN_ID}-02`, false],
  ])('says whether it is sampled: %s', (traceParent, isRecorded) => {
    expect(isSampled(traceParent)).toBe(isRecorded)
    expect(isSampled(withoutSampling(traceParent))).toBe(false)
    expect(spanContextOf(withoutSampling(traceParent))).toEqual(spanContextOf(traceParent))
  })
})

describe('the context of a message', () => {
  const contexts = fc.oneof(
    fc.constant(SAMPLED),
    fc.constant(undefined),
    fc.constant(`${SAMPLED}x`),
    fc.string(),
  )

  it('is found in its bytes exactly where its header has a valid one', () => {
    fc.assert(
      fc.property(headers, contexts, (anyHeader, traceParent) => {
        const { traceParent: _, ...untraced } = anyHeader
        const header = traceParent === undefined ? untraced : { ...untraced, traceParent }
        const bytes = acceptedEventCodec.encode({ ...acceptedEvent, header })
        const message = Encoded.ofBytes(acceptedEventCodec, bytes)
        expect(traceParentOf(message)).toBe(readTraceParent(traceParent))
        expect(message.isDecoded).toBe(false)
      }),
    )
  })

  it('is not taken from ids that look like one', () => {
    const { traceParent: _, ...untraced } = acceptedEvent.header
    const header = {
      ...untraced,
      messageId: `"traceParent":"${SAMPLED}"`,
      tenantId: `}","traceParent":"${SAMPLED}`,
    }
    const bytes = acceptedEventCodec.encode({ ...acceptedEvent, header })
    expect(traceParentOf(Encoded.ofBytes(acceptedEventCodec, bytes))).toBeUndefined()
  })

  it('is that of the header where it is read already', () => {
    expect(traceParentOf(Encoded.ofValue(acceptedEventCodec, acceptedEvent))).toBe(
      acceptedEvent.header.traceParent,
    )
  })
})
