import { expect, test } from 'vitest'
import { ack } from '@pantau/stream'
import type { BatchSummary } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { Gate } from './gate.ts'
import { AwayError } from './runner-bench.ts'
import type { RunnerBench } from './runner-bench.ts'
import { ids, manyOutgoing, outgoing, receive } from './test-message.ts'
import { SMALL_CHANNEL_MESSAGES_MAX, SMALL_CHANNEL_MESSAGE_BYTES } from './transport-harness.ts'

/** Messages that the stage can handle: each is passed on once it is durable, whatever happens to the process. */
export function describePassingMessages(benchOf: () => RunnerBench): void {
  test('passes every message on, then acks it', async () => {
    const bench = benchOf()
    const published = ids('m', 300)
    bench.start(
      bench.stageOf(async (batch) =>
        batch.map((message) => ack([outgoing(bench.output, `out-${message.value().id}`)])),
      ),
    )
    await bench.transport.publish(manyOutgoing(bench.input, published))
    const received = await receive(await bench.transport.subscribe(bench.output), published.length)
    expect(received.map((delivery) => delivery.message.value().id).sort()).toEqual(
      published.map((id) => `out-${id}`).sort(),
    )
    await bench.expectDrained()
  })

  test('while one batch is handled the next collects', async () => {
    const bench = benchOf()
    const sizes: number[] = []
    const gate = new Gate()
    bench.start(
      bench.stageOf(async (batch) => {
        sizes.push(batch.length)
        await gate.opened
        return batch.map(() => ack())
      }),
      { concurrency: 1, batchMax: 500 },
    )
    await bench.transport.publish([outgoing(bench.input, 'first')])
    await waitUntil(() => sizes.length === 1, { what: 'the first batch' })
    await Promise.all(ids('m', 200).map((id) => bench.transport.publish([outgoing(bench.input, id)])))
    gate.open()
    await waitUntil(() => sizes.reduce((sum, size) => sum + size, 0) === 201, { what: 'all messages' })
    expect(sizes[0]).toBe(1)
    expect(sizes.length).toBeLessThan(20)
  })

  test('does not ack before the outputs are confirmed', async () => {
    const bench = benchOf()
    const full = bench.harness.smallChannel()
    const big = (id: string) => outgoing(full, id, SMALL_CHANNEL_MESSAGE_BYTES)
    const fillers = new Set<string>()
    await waitUntil(
      async () => {
        try {
          await bench.transport.publish([big(`filler-${fillers.size}`)])
          fillers.add(`filler-${fillers.size}`)
          return false
        } catch {
          return true
        }
      },
      { what: 'the output to be full', everyMs: 0 },
    )
    const summaries: BatchSummary[] = []
    let handled = 0
    bench.start(
      bench.stageOf(async (batch) => {
        handled += batch.length
        return batch.map((message) => ack([big(message.value().id)]))
      }),
      {
        batchMax: 1,
        concurrency: 1,
        metrics: {
          batchSettled: (_stage, summary) => summaries.push(summary),
          dependencyWaited: () => undefined,
        },
      },
    )
    const published = ids('m', SMALL_CHANNEL_MESSAGES_MAX / 10)
    await bench.transport.publish(manyOutgoing(bench.input, published))
    await waitUntil(() => handled === 1, { what: 'the first message to be handled' })
    expect(summaries).toEqual([])
    const reader = await bench.transport.subscribe(full)
    const passed = new Set<string>()
    while (passed.size < published.length + fillers.size) {
      for (const delivery of await receive(reader, 1)) {
        passed.add(delivery.message.value().id)
        delivery.ack()
      }
    }
    expect(passed).toEqual(new Set([...fillers, ...published]))
    await waitUntil(() => summaries.length === published.length, { what: 'every input to be settled' })
    expect(summaries.every(({ acked }) => acked === 1)).toBe(true)
  })

  test('a process that dies between handling and acking: the message is handled again elsewhere', async () => {
    const bench = benchOf()
    const handled: string[] = []
    const neverAnswers = bench.stageOf((batch) => {
      handled.push(...batch.map((message) => message.value().id))
      return new Promise(() => undefined)
    })
    bench.startAlone(neverAnswers, { concurrency: 1 })
    await bench.transport.publish(manyOutgoing(bench.input, ids('m', 5)))
    await waitUntil(() => handled.length === 5, { what: 'the first process to handle' })
    bench.transport = await bench.harness.crash(bench.transport)
    bench.start(
      bench.stageOf(async (batch) => {
        handled.push(...batch.map((message) => message.value().id))
        return batch.map(() => ack())
      }),
    )
    await waitUntil(() => handled.length === 10, { what: 'the second process to handle' })
    expect(handled.slice(5).sort()).toEqual(ids('m', 5))
    await bench.expectDrained()
  })

  test('stopping lets what is in hand finish and gives back the rest', async () => {
    const bench = benchOf()
    const handled: string[] = []
    const gate = new Gate()
    const run = bench.start(
      bench.stageOf(async (batch) => {
        await gate.opened
        handled.push(...batch.map((message) => message.value().id))
        return batch.map((message) => ack([outgoing(bench.output, message.value().id)]))
      }),
      { batchMax: 10, concurrency: 1 },
    )
    await bench.transport.publish(manyOutgoing(bench.input, ids('m', 10)))
    const atOutput = await bench.transport.subscribe(bench.output)
    await bench.transport.publish(manyOutgoing(bench.input, ids('n', 10)))
    let stopped = false
    const stopping = run.stop().then(() => {
      stopped = true
      return stopped
    })
    await bench.transport.publish([outgoing(bench.harness.channel(), 'elsewhere')])
    expect(stopped).toBe(false)
    gate.open()
    await stopping
    const inHand = handled.length
    const rest = inHand < 20 ? await receive(await bench.transport.subscribe(bench.input), 20 - inHand) : []
    const out = inHand > 0 ? await receive(atOutput, inHand) : []
    const seen = [...out, ...rest].map((delivery) => delivery.message.value().id)
    expect(new Set(seen)).toEqual(new Set([...ids('m', 10), ...ids('n', 10)]))
    expect(handled.length).toBe(inHand)
  })

  test('stopping while a dependency is away gives the messages back', async () => {
    const bench = benchOf()
    let attempts = 0
    const run = bench.start(
      bench.stageOf(async () => {
        attempts += 1
        throw new AwayError('the database is away')
      }),
    )
    await bench.transport.publish(manyOutgoing(bench.input, ids('m', 3)))
    await waitUntil(() => attempts > 2, { what: 'the stage to wait' })
    await run.stop()
    const back = await receive(await bench.transport.subscribe(bench.input), 3)
    expect(new Set(back.map((delivery) => delivery.message.value().id))).toEqual(new Set(ids('m', 3)))
  })
}
