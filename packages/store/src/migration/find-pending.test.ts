import { expect, test } from 'vitest'
import { findPending, SchemaMismatchError } from './find-pending.ts'

const STEPS = [1, 2, 3].map((version) => ({ version, name: `step ${version}`, checksum: `sum ${version}` }))

test('what is pending follows what is applied', () => {
  expect(findPending(STEPS, [])).toEqual(STEPS)
  expect(findPending(STEPS, STEPS.slice(0, 2))).toEqual(STEPS.slice(2))
  expect(findPending(STEPS, STEPS)).toEqual([])
})

test.each([
  ['newer', [...STEPS, { version: 4, name: 'step 4', checksum: 'sum 4' }]],
  ['changed', [{ version: 1, name: 'step 1', checksum: 'another' }]],
  ['with a gap', [STEPS[0], STEPS[2]].filter((step) => step !== undefined)],
])('a database that is %s is refused', (_what, applied) => {
  expect(() => findPending(STEPS, applied)).toThrow(SchemaMismatchError)
})
