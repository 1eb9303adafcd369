import { jetStreamHarness } from './jetstream-harness.ts'
import { describeTransportContract } from './transport-contract.ts'

describeTransportContract(jetStreamHarness())
