import { setImmediate as othersHaveWritten } from 'node:timers/promises'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'
import { failureLines } from './failure-lines.ts'
import type { Failure } from './failure-lines.ts'

/** Vitest reporter: names what failed once more at the very end, after all that the default reporter has to say about it. */
export default class FailureReporter implements Reporter {
  async onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: string,
  ): Promise<void> {
    await othersHaveWritten()
    if (reason !== 'passed') {
      const failures = [...modules.flatMap(failuresOf), ...unhandled.map(caughtByNobody)]
      console.log(`\nThe run ${reason}:\n${failureLines(failures).join('\n')}`)
    }
  }
}

function failuresOf(module: TestModule): readonly Failure[] {
  const file = module.relativeModuleId
  const suites = [...module.children.allSuites()].flatMap((suite) =>
    suite.errors().map((error) => failure(`${file} > ${suite.fullName}`, error)),
  )
  const tests = [...module.children.allTests('failed')].map((test) =>
    failure(`${file} > ${test.fullName}`, test.result().errors?.[0]),
  )
  return [...module.errors().map((error) => failure(file, error)), ...suites, ...tests]
}

/** Where it was noticed is all that is known of which test it belongs to. */
function caughtByNobody(error: SerializedError): Failure {
  const noticedIn = [error['VITEST_TEST_PATH'], error['VITEST_TEST_NAME']].filter(Boolean).join(' > ')
  return failure(`caught by nobody, noticed in ${noticedIn}`, error)
}

function failure(where: string, error: SerializedError | undefined): Failure {
  const cause = error?.cause === undefined ? '' : `, because: ${error.cause.message}`
  return { where, message: `${error?.name ?? 'Error'}: ${error?.message ?? 'no message'}${cause}` }
}
