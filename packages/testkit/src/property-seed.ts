import * as fc from 'fast-check'

/**
 * Says from which seed the property tests of a run draw their examples: a whole number, or nothing for another one each time. Not named
 * PANTAU_*, because services that a test starts refuse variables of that name that they do not know.
 */
export const PROPERTY_SEED_VARIABLE = 'TESTKIT_PROPERTY_SEED'

/**
 * With a seed, every property test of this process finds the same examples again.
 * @throws TypeError for what is no seed: examples that nobody asked for would look like the wanted ones.
 */
export function usePropertySeed(text: string | undefined): void {
  if (text === undefined || text === '') {
    return
  }
  const seed = Number(text)
  if (!Number.isSafeInteger(seed)) {
    throw new TypeError(`${PROPERTY_SEED_VARIABLE} must be a whole number, is "${text}"`)
  }
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
}

// This is a setup file of vitest: it runs before each test file.
usePropertySeed(process.env[PROPERTY_SEED_VARIABLE])
