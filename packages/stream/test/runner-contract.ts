import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest'
import { describeFailingMessages } from './runner-failing-contract.ts'
import { describePassingMessages } from './runner-passing-contract.ts'
import { RunnerBench } from './runner-bench.ts'
import type { TransportHarness } from './transport-harness.ts'

/** The stage runner over a transport: what is durable, what comes again, what is put away. */
export function describeRunnerContract(harness: TransportHarness): void {
  describe(`stage runner over ${harness.name}`, () => {
    let bench: RunnerBench

    beforeAll(() => harness.start())
    afterAll(() => harness.stop())
    beforeEach(async () => {
      bench = new RunnerBench(harness, await harness.connect())
    })
    afterEach(async () => {
      await bench.stop()
      await bench.transport.close()
    })

    describePassingMessages(() => bench)
    describeFailingMessages(() => bench)
  })
}
