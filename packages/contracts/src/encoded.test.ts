import { describe, expect, it } from 'vitest'
import type { Codec } from './codec.ts'
import { Encoded } from './encoded.ts'

function createCountingCodec() {
  const calls = { encode: 0, decode: 0 }
  const codec: Codec<string> = {
    encode(value) {
      calls.encode += 1
      return new TextEncoder().encode(value)
    },
    decode(bytes) {
      calls.decode += 1
      return new TextDecoder().decode(bytes)
    },
  }
  return { calls, codec }
}

describe('Encoded', () => {
  it('made of a value never decodes, and encodes once', () => {
    const { calls, codec } = createCountingCodec()
    const message = Encoded.ofValue(codec, 'x')
    expect([message.value(), message.bytes(), message.bytes()]).toEqual([
      'x',
      message.bytes(),
      message.bytes(),
    ])
    expect(calls).toEqual({ encode: 1, decode: 0 })
  })

  it('made of bytes never encodes, and decodes once, even an empty value', () => {
    const { calls, codec } = createCountingCodec()
    const bytes = new Uint8Array()
    const message = Encoded.ofBytes(codec, bytes)
    expect(message.bytes()).toBe(bytes)
    expect([message.value(), message.value()]).toEqual(['', ''])
    expect(calls).toEqual({ encode: 0, decode: 1 })
  })
})
