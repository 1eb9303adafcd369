import { memoryHarness } from './memory-harness.ts'
import { describeRunnerContract } from './runner-contract.ts'

describeRunnerContract(memoryHarness())
