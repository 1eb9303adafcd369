import { expect, it } from 'vitest'
import { failureLines } from './failure-lines.ts'

it('says of each failure where it was and how its message begins', () => {
  expect(
    failureLines([
      { where: 'a.test.ts > adds up', message: 'AssertionError: expected 3 to be 4' },
      {
        where: 'b.test.ts > any stream',
        message: 'Error: Property failed after 7 tests\n{ seed: 5, path: "6:0" }\n\nCounterexample: []\nmore',
      },
    ]),
  ).toEqual([
    '  a.test.ts > adds up: AssertionError: expected 3 to be 4',
    '  b.test.ts > any stream: Error: Property failed after 7 tests | { seed: 5, path: "6:0" } | Counterexample: []',
  ])
})

it('stays short, whatever failed', () => {
  const failures = Array.from({ length: 500 }, (_, index) => ({
    where: `${index}.test.ts`,
    message: 'x'.repeat(5_000),
  }))
  const lines = failureLines(failures)
  expect(lines).toHaveLength(20)
  expect(lines.at(-1)).toBe('  and 481 more')
  expect(lines[0]).toBe(`  0.test.ts: ${'x'.repeat(300)}`)
})
