import { jetStreamHarness } from './jetstream-harness.ts'
import { describeRunnerContract } from './runner-contract.ts'

describeRunnerContract(jetStreamHarness())
