/** Collects what held and what did not, and says so as it goes. */
export interface Expectations {
  expect(what: string, holds: boolean): void
  readonly failed: readonly string[]
}

export function createExpectations(print: (line: string) => void): Expectations {
  const failed: string[] = []
  return {
    failed,
    expect(what, holds) {
      print(`  ${holds ? '✓' : '✗'} ${what}`)
      if (!holds) {
        failed.push(what)
      }
    },
  }
}
