import { beforeAll } from 'vitest'
import { createInlineExecutor } from '../src/inline-executor.ts'
import { createPooledExecutor } from '../src/pooled-executor.ts'
import { describeExecutor } from './executor-contract.ts'
import { compileThreads, threadOptions } from './thread-options.ts'

beforeAll(compileThreads)

const clock = { nowNs: () => performance.now() * 1_000_000 }

describeExecutor('inline', async (fixture) => createInlineExecutor({ ...fixture, clock }))
describeExecutor('pooled', async (fixture) => createPooledExecutor({ ...threadOptions, ...fixture }))
