import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PROPERTY_SEED_VARIABLE, usePropertySeed } from './property-seed.ts'

const ofRun = fc.readConfigureGlobal()
beforeEach(() => fc.resetConfigureGlobal())
afterEach(() => fc.configureGlobal(ofRun))

function examples(): readonly number[] {
  return fc.sample(fc.integer(), 100)
}

describe('the seed of property tests', () => {
  it('makes them find the same examples again', () => {
    usePropertySeed('-1732213')
    const once = examples()
    expect(examples()).toEqual(once)
    usePropertySeed('7')
    expect(examples()).not.toEqual(once)
  })

  it.each([undefined, ''])('is another one each time with %j', (text) => {
    usePropertySeed(text)
    expect(fc.readConfigureGlobal()).not.toHaveProperty('seed')
  })

  it.each(['random', '1.5', '1e99'])('is not %s', (text) => {
    expect(() => usePropertySeed(text)).toThrow(
      `${PROPERTY_SEED_VARIABLE} must be a whole number, is "${text}"`,
    )
  })

  it('is that of the run before a test file runs', () => {
    const text = process.env[PROPERTY_SEED_VARIABLE] ?? ''
    expect(ofRun.seed).toBe(text === '' ? undefined : Number(text))
  })
})
