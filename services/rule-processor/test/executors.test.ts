import { vi } from 'vitest'
import { createInlineExecutor } from '../src/inline-executor.ts'
import { createPooledExecutor } from '../src/pooled-executor.ts'
import { describeExecutor } from './executor-contract.ts'
import { threadOptions } from './thread-options.ts'

// A thread that loads TypeScript takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const clock = { nowNs: () => performance.now() * 1_000_000 }

describeExecutor('inline', async (fixture) => createInlineExecutor({ ...fixture, clock }))
describeExecutor('pooled', async (fixture) => createPooledExecutor({ ...threadOptions, ...fixture }))
