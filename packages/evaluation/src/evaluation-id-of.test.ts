import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluationIdOf } from './evaluation-id-of.ts'

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

// Source: RFC 9562, appendix A.6, whose random parts are rand_a = CC3 and rand_b = 18C4DC0C0C07398F.
test('the example of the standard', () => {
  const digest = Uint8Array.of(0x0c, 0xc3, 0x98, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f)
  expect(evaluationIdOf(0x017f22e279b0, digest)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

const times = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const digests = fc.uint8Array({ minLength: 10, maxLength: 32 })

test('is always a UUID version 7 that holds the time, and the same for the same input', () => {
  fc.assert(
    fc.property(times, digests, (timeMs, digest) => {
      const id = evaluationIdOf(timeMs, digest)
      expect(id).toMatch(UUID_V7)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(timeMs)
      expect(evaluationIdOf(timeMs, Uint8Array.from(digest))).toBe(id)
    }),
  )
})

test('sorts by time', () => {
  fc.assert(
    fc.property(times, times, digests, digests, (left, right, leftDigest, rightDigest) => {
      fc.pre(left < right)
      expect(evaluationIdOf(left, leftDigest) < evaluationIdOf(right, rightDigest)).toBe(true)
    }),
  )
})

test('keeps the 74 bits of the digest that it can', () => {
  const zeros = evaluationIdOf(0, new Uint8Array(10))
  const ids = Array.from({ length: 80 }, (_, bit) => {
    const digest = new Uint8Array(10)
    digest[Math.floor(bit / 8)] = 0x80 >> (bit % 8)
    return evaluationIdOf(0, digest)
  })
  expect(ids.filter((id) => id !== zeros)).toHaveLength(74)
  expect(new Set(ids).size).toBe(75)
})

test.each([-1, 0.5, 2 ** 48, Number.NaN])('a time of %d is refused', (timeMs) => {
  expect(() => evaluationIdOf(timeMs, new Uint8Array(10))).toThrow(RangeError)
})

test('a digest that is too short is refused', () => {
  expect(() => evaluationIdOf(0, new Uint8Array(9))).toThrow(RangeError)
})
