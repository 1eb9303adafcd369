import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FRAME_BYTES_MAX,
  FRAME_MESSAGES_MAX,
  UnframeableMessageError,
  buildFrames,
  splitFrame,
} from './frame.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const jsonMessage = fc.json().map((json) => encoder.encode(json))

describe('frames', () => {
  test('carry any messages there and back, in order, within the bounds', () => {
    fc.assert(
      fc.property(fc.array(jsonMessage, { maxLength: 600 }), (messages) => {
        const frames = buildFrames(messages)
        const back = frames.flatMap((frame) => splitFrame(frame))
        expect(back.map((bytes) => decoder.decode(bytes))).toEqual(
          messages.map((bytes) => decoder.decode(bytes)),
        )
        for (const frame of frames) {
          expect(frame.length).toBeLessThanOrEqual(FRAME_BYTES_MAX)
          expect(splitFrame(frame).length).toBeLessThanOrEqual(FRAME_MESSAGES_MAX)
        }
        expect(frames.length).toBe(Math.ceil(messages.length / FRAME_MESSAGES_MAX))
      }),
    )
  })

  test('break where the bytes are full', () => {
    const message = new Uint8Array(FRAME_BYTES_MAX / 4 - 1).fill(0x61)
    expect(buildFrames(Array.from({ length: 4 }, () => message)).map((frame) => frame.length)).toEqual([
      FRAME_BYTES_MAX,
    ])
    expect(buildFrames(Array.from({ length: 5 }, () => message)).map((frame) => frame.length)).toEqual([
      FRAME_BYTES_MAX,
      FRAME_BYTES_MAX / 4,
    ])
  })

  test('take a last line without a newline, and skip empty lines, as tools write them', () => {
    expect(splitFrame(encoder.encode('1\n\n2')).map((bytes) => decoder.decode(bytes))).toEqual(['1', '2'])
    expect(splitFrame(new Uint8Array())).toEqual([])
  })

  test('refuse what would break a line or a bound', () => {
    expect(() => buildFrames([encoder.encode('{\n}')])).toThrow(UnframeableMessageError)
    expect(() => buildFrames([new Uint8Array()])).toThrow(UnframeableMessageError)
    expect(() => buildFrames([new Uint8Array(FRAME_BYTES_MAX)])).toThrow(UnframeableMessageError)
    expect(buildFrames([new Uint8Array(FRAME_BYTES_MAX - 1)])).toHaveLength(1)
  })
})
