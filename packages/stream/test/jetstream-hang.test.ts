import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectJetStreamTransport } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { FAULT_TIMEOUT_MS, FaultBench, RECOVERY_MAX_MS } from './fault-bench.ts'
import { startFreezableProxy } from './freezable-proxy.ts'
import type { FreezableProxy } from './freezable-proxy.ts'
import { CONFIRM_TIMEOUT_MS, jetStreamHarness, jetStreamOptions } from './jetstream-harness.ts'
import { outgoing } from './test-message.ts'

const harness = jetStreamHarness()
let proxy: FreezableProxy
let bench: FaultBench

beforeAll(() => harness.start())
afterAll(() => harness.stop())
beforeEach(async () => {
  proxy = await startFreezableProxy(harness.nats.port)
  bench = new FaultBench(
    harness,
    await connectJetStreamTransport(jetStreamOptions(`127.0.0.1:${proxy.port}`)),
  )
})
afterEach(async () => {
  await bench.close()
  await proxy.close()
})

test(
  'publishing fails within its bound, the transport counts as unreachable, and all goes on afterwards',
  async () => {
    const handled = bench.collect()
    await bench.publishSurely('before')
    proxy.freeze()
    await expect(bench.transport.publish([outgoing(bench.channel, 'during')])).rejects.toThrow(
      `did not confirm a frame within ${CONFIRM_TIMEOUT_MS} ms`,
    )
    expect(bench.transport.isReachable()).toBe(false)
    proxy.thaw()
    await waitUntil(() => bench.transport.isReachable(), { what: 'the answer', timeoutMs: RECOVERY_MAX_MS })
    await bench.publishSurely('after')
    await waitUntil(() => handled.has('before') && handled.has('after'), {
      what: 'the messages',
      timeoutMs: RECOVERY_MAX_MS,
    })
  },
  FAULT_TIMEOUT_MS,
)

test(
  'with nobody publishing: unanswered pings tell, and the connection is found again',
  async () => {
    const handled = bench.collect()
    await bench.publishSurely('before')
    await waitUntil(() => handled.has('before'), { what: 'the first message' })
    proxy.freeze()
    await waitUntil(() => !bench.transport.isReachable(), {
      what: 'the hang to be noticed',
      timeoutMs: RECOVERY_MAX_MS,
    })
    proxy.thaw()
    await bench.publishSurely('after')
    await waitUntil(() => handled.has('after'), { what: 'the next', timeoutMs: RECOVERY_MAX_MS })
  },
  FAULT_TIMEOUT_MS,
)
