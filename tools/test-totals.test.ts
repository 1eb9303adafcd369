import { describe, expect, it } from 'vitest'
import { countTests, totalsLine } from './test-totals.ts'
import type { TestReport } from './test-totals.ts'

const report: TestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
}

describe('countTests', () => {
  it('counts what passed and what failed', () => {
    expect(countTests({ ...report, numFailedTests: 2 })).toEqual({ passed: 3, failed: 2 })
  })

  it('counts skipped tests as failures', () => {
    expect(countTests({ ...report, numPendingTests: 1, numTodoTests: 1 })).toEqual({ passed: 3, failed: 2 })
  })

  it('counts a file that could not be loaded as a failure, and one with a failed test only once', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'failed' }] },
    ]
    expect(countTests({ ...report, numFailedTests: 1, testResults })).toEqual({ passed: 3, failed: 2 })
  })
})

describe('totalsLine', () => {
  it('adds the runs up', () => {
    expect(
      totalsLine([
        { passed: 3, failed: 0 },
        { passed: 4, failed: 1 },
      ]),
    ).toBe('7 passed, 1 failed')
    expect(totalsLine([])).toBe('0 passed, 0 failed')
  })
})
