import { memoryHarness } from './memory-harness.ts'
import { describeTransportContract } from './transport-contract.ts'

describeTransportContract(memoryHarness())
