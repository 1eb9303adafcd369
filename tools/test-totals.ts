/** The part of vitest's JSON report that is counted. */
export interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly status: string
    readonly assertionResults: readonly { readonly status: string }[]
  }[]
}

export interface TestTotals {
  readonly passed: number
  readonly failed: number
}

/**
 * Counts a report. A file that could not even be loaded counts as one failure, and so does every test that was skipped: what did not
 * run has not passed.
 */
export function countTests(report: TestReport): TestTotals {
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + brokenFiles.length,
  }
}

/** Alone on the last line, it is what continuous integration reads. */
export function totalsLine(totals: readonly TestTotals[]): string {
  const sum = (pick: (each: TestTotals) => number): number =>
    totals.reduce((total, each) => total + pick(each), 0)
  return `${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed`
}
