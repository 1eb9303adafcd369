import { expect, test } from 'vitest'
import { dependencyDelayMs } from './dependency-error.ts'
import { TransportUnavailableError } from './transport.ts'

test.each([
  [Object.assign(new Error('away'), { retryAfterMs: 250 }), 250],
  [{ retryAfterMs: 0 }, 0],
  [new Error('broken'), undefined],
  [{ retryAfterMs: '250' }, undefined],
  [{ retryAfterMs: Number.NaN }, undefined],
  [{ retryAfterMs: -1 }, undefined],
  ['away', undefined],
  [null, undefined],
  [undefined, undefined],
])('%o asks to wait for %s ms', (error, delayMs) => {
  expect(dependencyDelayMs(error)).toBe(delayMs)
})

test('a transport that is away is a dependency that is away', () => {
  expect(dependencyDelayMs(new TransportUnavailableError('full'))).toBeGreaterThan(0)
})
