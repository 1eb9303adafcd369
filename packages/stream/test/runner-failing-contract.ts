import { expect, test } from 'vitest'
import { Encoded } from '@pantau/contracts'
import { ack, reject, retry } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { AwayError, MAX_DELIVERIES } from './runner-bench.ts'
import type { RunnerBench } from './runner-bench.ts'
import { ids, manyOutgoing, outgoing, receive, testCodec } from './test-message.ts'

/** Messages that the stage cannot handle, for now or for ever. */
export function describeFailingMessages(benchOf: () => RunnerBench): void {
  test('a poison message goes to quarantine with its last reason and does not hold up its neighbours', async () => {
    const bench = benchOf()
    const done = new Map<string, number>()
    let attempts = 0
    bench.start(
      bench.stageOf(async (batch) => {
        if (batch.some((message) => message.value().id === 'm-13')) {
          if (batch.length === 1) {
            attempts += 1
          }
          throw new Error(`poison, attempt ${attempts}`)
        }
        for (const message of batch) {
          const { id } = message.value()
          done.set(id, (done.get(id) ?? 0) + 1)
        }
        return batch.map(() => ack())
      }),
    )
    await bench.transport.publish(manyOutgoing(bench.input, ids('m', 40)))
    await waitUntil(() => done.size === 39, { what: 'the neighbours' })
    await waitUntil(() => bench.quarantine.entries.length === 1, { what: 'the poison message in quarantine' })
    expect(attempts).toBe(MAX_DELIVERIES)
    expect(bench.quarantine.entries[0]).toMatchObject({
      channel: bench.input.name,
      stage: 'test-stage',
      reason: `Error: poison, attempt ${MAX_DELIVERIES}`,
    })
    expect(testCodec.decode(bench.quarantine.entries[0]?.bytes ?? new Uint8Array())).toEqual({ id: 'm-13' })
    await bench.expectDrained()
  })

  test('verdicts: retry comes again, reject is put away at once', async () => {
    const bench = benchOf()
    const seen = new Map<string, number>()
    bench.start(
      bench.stageOf(async (batch) =>
        batch.map((message) => {
          const { id } = message.value()
          const times = (seen.get(id) ?? 0) + 1
          seen.set(id, times)
          if (id === 'refused') {
            return reject('not ours')
          }
          return id === 'twice' && times < 2 ? retry(20, 'not yet') : ack()
        }),
      ),
    )
    await bench.transport.publish([outgoing(bench.input, 'refused')])
    await bench.transport.publish([outgoing(bench.input, 'twice')])
    await waitUntil(() => seen.get('twice') === 2, { what: 'the retried message' })
    await waitUntil(() => bench.quarantine.entries.length === 1, {
      what: 'the rejected message in quarantine',
    })
    expect(seen.get('refused')).toBe(1)
    expect(bench.quarantine.entries[0]?.reason).toBe('not ours')
  })

  test('what cannot be decoded is put away at once, as it came', async () => {
    const bench = benchOf()
    const done: string[] = []
    bench.start(
      bench.stageOf(async (batch) => {
        const values = batch.map((message) => message.value())
        done.push(...values.map(({ id }) => id))
        return values.map(() => ack())
      }),
    )
    const garbage = new TextEncoder().encode('{"garbage":')
    await bench.transport.publish([
      outgoing(bench.input, 'good'),
      { channel: bench.input, message: Encoded.ofBytes(testCodec, garbage) },
      outgoing(bench.input, 'fine'),
    ])
    await waitUntil(() => bench.quarantine.entries.length === 1, { what: 'the garbage in quarantine' })
    expect([...(bench.quarantine.entries[0]?.bytes ?? [])]).toEqual([...garbage])
    expect(bench.quarantine.entries[0]?.reason).toContain('UndecodableMessageError')
    await waitUntil(() => new Set(done).size === 2, { what: 'the good messages' })
  })

  test('a message that cannot be put into quarantine is not given up', async () => {
    const bench = benchOf()
    bench.quarantine.failuresLeft = 1
    let handled = 0
    bench.start(
      bench.stageOf(async (batch) => {
        handled += 1
        return batch.map(() => reject('no'))
      }),
    )
    await bench.transport.publish([outgoing(bench.input, 'm')])
    await waitUntil(() => bench.quarantine.entries.length === 1, { what: 'the second attempt' })
    expect(handled).toBe(2)
    await bench.expectDrained()
  })

  test('while a dependency is away nothing is counted against a message', async () => {
    const bench = benchOf()
    const waits: number[] = []
    let failures = 0
    const done: string[] = []
    bench.start(
      bench.stageOf(async (batch) => {
        if (failures < MAX_DELIVERIES * 10) {
          failures += 1
          throw new AwayError('the database is away')
        }
        done.push(...batch.map((message) => message.value().id))
        return batch.map(() => ack())
      }),
      {
        metrics: {
          batchSettled: () => undefined,
          dependencyWaited: (_stage, waitedMs) => waits.push(waitedMs),
        },
      },
    )
    await bench.transport.publish(manyOutgoing(bench.input, ids('m', 10)))
    await waitUntil(() => done.length === 10, { what: 'the messages after the outage' })
    expect(done.sort()).toEqual(ids('m', 10))
    expect(bench.quarantine.entries).toEqual([])
    expect(waits.length).toBeGreaterThanOrEqual(1)
    await bench.expectDrained()
  })

  test('a message that is delivered again and again without an answer is put away unseen', async () => {
    const bench = benchOf()
    await bench.transport.publish([outgoing(bench.input, 'killer')])
    const reader = await bench.transport.subscribe(bench.input)
    for (let times = 0; times < MAX_DELIVERIES * 2; times += 1) {
      const [delivery] = await receive(reader, 1)
      delivery?.retry(0)
    }
    await reader.close()
    let handled = 0
    bench.start(
      bench.stageOf(async (batch) => {
        handled += 1
        return batch.map(() => ack())
      }),
    )
    await waitUntil(() => bench.quarantine.entries.length === 1, { what: 'the message in quarantine' })
    expect(handled).toBe(0)
    expect(bench.quarantine.entries[0]?.reason).toMatch(/Delivered \d+ times and never answered/)
  })

  test('a stage that answers with the wrong number of verdicts ends the run', async () => {
    const bench = benchOf()
    const run = bench.startAlone(bench.stageOf(async () => []))
    const ended = expect(run.done).rejects.toThrow('gave 0 verdicts on 1 messages')
    await bench.transport.publish([outgoing(bench.input, 'm')])
    await ended
  })
}
