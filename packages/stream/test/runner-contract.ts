import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Encoded } from '@pantau/contracts'
import { ack, reject, retry, runStage } from '@pantau/stream'
import type {
  BatchSummary,
  Channel,
  QuarantineEntry,
  QuarantineSink,
  RunStageOptions,
  Stage,
  StageRun,
  Transport,
} from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { Gate } from './gate.ts'
import { ids, manyOutgoing, outgoing, receive, testCodec } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import {
  REDELIVER_AFTER_MS,
  SMALL_CHANNEL_MESSAGES_MAX,
  SMALL_CHANNEL_MESSAGE_BYTES,
  silentLog,
} from './transport-harness.ts'
import type { TransportHarness } from './transport-harness.ts'

const MAX_DELIVERIES = 3

class AwayError extends Error {
  override readonly name = 'AwayError'
  readonly retryAfterMs = 5
}

/** Keeps quarantined messages by id, with their reasons. */
class MemoryQuarantine implements QuarantineSink {
  readonly entries: QuarantineEntry[] = []
  failuresLeft = 0

  async put(entry: QuarantineEntry): Promise<void> {
    if (this.failuresLeft > 0) {
      this.failuresLeft -= 1
      throw new Error('no room')
    }
    this.entries.push(entry)
  }
}

/** The stage runner over a transport: what is durable, what comes again, what is put away. */
export function describeRunnerContract(harness: TransportHarness): void {
  describe(`stage runner over ${harness.name}`, () => {
    let transport: Transport
    let runs: StageRun[]
    let quarantine: MemoryQuarantine
    let input: Channel<TestMessage>
    let output: Channel<TestMessage>

    beforeAll(() => harness.start())
    afterAll(() => harness.stop())
    beforeEach(async () => {
      transport = await harness.connect()
      runs = []
      quarantine = new MemoryQuarantine()
      input = harness.channel()
      output = harness.channel()
    })
    afterEach(async () => {
      await Promise.all(runs.map((run) => run.stop()))
      await transport.close()
    })

    function stageOf(handle: Stage<TestMessage, TestMessage>['handle']): Stage<TestMessage, TestMessage> {
      return { name: 'test-stage', input, handle }
    }

    function start(
      stage: Stage<TestMessage, TestMessage>,
      overrides: Partial<RunStageOptions<TestMessage, TestMessage>> = {},
    ): StageRun {
      const run = runStage({
        stage,
        transport,
        batchMax: 32,
        concurrency: 2,
        maxDeliveries: MAX_DELIVERIES,
        quarantine,
        log: silentLog,
        ...overrides,
      })
      runs.push(run)
      return run
    }

    /** Stops the stage; nothing of the channel is left then: a new reader gets the witness alone. */
    async function expectDrained(channel: Channel<TestMessage>): Promise<void> {
      await Promise.all(runs.map((run) => run.stop()))
      const reader = await transport.subscribe(channel)
      await transport.publish([outgoing(channel, 'witness')])
      const [first] = await receive(reader, 1)
      expect(first?.message.value().id).toBe('witness')
      first?.retry(REDELIVER_AFTER_MS * 2)
      const [second] = await receive(reader, 1)
      expect(second?.message.value().id).toBe('witness')
      second?.ack()
      await reader.close()
    }

    test('passes every message on, then acks it', async () => {
      const published = ids('m', 300)
      start(
        stageOf(async (batch) =>
          batch.map((message) => ack([outgoing(output, `out-${message.value().id}`)])),
        ),
      )
      await transport.publish(manyOutgoing(input, published))
      const received = await receive(await transport.subscribe(output), published.length)
      expect(received.map((delivery) => delivery.message.value().id).sort()).toEqual(
        published.map((id) => `out-${id}`).sort(),
      )
      await expectDrained(input)
    })

    test('while one batch is handled the next collects', async () => {
      const sizes: number[] = []
      const gate = new Gate()
      start(
        stageOf(async (batch) => {
          sizes.push(batch.length)
          await gate.opened
          return batch.map(() => ack())
        }),
        { concurrency: 1, batchMax: 500 },
      )
      await transport.publish([outgoing(input, 'first')])
      await waitUntil(() => sizes.length === 1, { what: 'the first batch' })
      await Promise.all(ids('m', 200).map((id) => transport.publish([outgoing(input, id)])))
      gate.open()
      await waitUntil(() => sizes.reduce((sum, size) => sum + size, 0) === 201, { what: 'all messages' })
      expect(sizes[0]).toBe(1)
      expect(sizes.length).toBeLessThan(20)
    })

    test('does not ack before the outputs are confirmed', async () => {
      const full = harness.smallChannel()
      const big = (id: string) => outgoing(full, id, SMALL_CHANNEL_MESSAGE_BYTES)
      const fillers = new Set<string>()
      await waitUntil(
        async () => {
          try {
            await transport.publish([big(`filler-${fillers.size}`)])
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
      start(
        stageOf(async (batch) => {
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
      await transport.publish(manyOutgoing(input, published))
      await waitUntil(() => handled === 1, { what: 'the first message to be handled' })
      expect(summaries).toEqual([])
      const reader = await transport.subscribe(full)
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
      const handled: string[] = []
      const neverAnswers = stageOf((batch) => {
        handled.push(...batch.map((message) => message.value().id))
        return new Promise(() => undefined)
      })
      runStage({
        stage: neverAnswers,
        transport,
        batchMax: 32,
        concurrency: 1,
        maxDeliveries: MAX_DELIVERIES,
        quarantine,
        log: silentLog,
      })
      await transport.publish(manyOutgoing(input, ids('m', 5)))
      await waitUntil(() => handled.length === 5, { what: 'the first process to handle' })
      transport = await harness.crash(transport)
      start(
        stageOf(async (batch) => {
          handled.push(...batch.map((message) => message.value().id))
          return batch.map(() => ack())
        }),
      )
      await waitUntil(() => handled.length === 10, { what: 'the second process to handle' })
      expect(handled.slice(5).sort()).toEqual(ids('m', 5))
      await expectDrained(input)
    })

    test('a poison message goes to quarantine with its last reason and does not hold up its neighbours', async () => {
      const done = new Map<string, number>()
      let attempts = 0
      start(
        stageOf(async (batch) => {
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
      await transport.publish(manyOutgoing(input, ids('m', 40)))
      await waitUntil(() => done.size === 39, { what: 'the neighbours', timeoutMs: 2_000 })
      await waitUntil(() => quarantine.entries.length === 1, { what: 'the poison message in quarantine' })
      expect(attempts).toBe(MAX_DELIVERIES)
      expect(quarantine.entries[0]).toMatchObject({
        channel: input.name,
        stage: 'test-stage',
        reason: `Error: poison, attempt ${MAX_DELIVERIES}`,
      })
      expect(testCodec.decode(quarantine.entries[0]?.bytes ?? new Uint8Array())).toEqual({ id: 'm-13' })
      await expectDrained(input)
    })

    test('verdicts: retry comes again, reject is put away at once', async () => {
      const seen = new Map<string, number>()
      start(
        stageOf(async (batch) =>
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
      await transport.publish([outgoing(input, 'refused')])
      await transport.publish([outgoing(input, 'twice')])
      await waitUntil(() => seen.get('twice') === 2, { what: 'the retried message' })
      await waitUntil(() => quarantine.entries.length === 1, { what: 'the rejected message in quarantine' })
      expect(seen.get('refused')).toBe(1)
      expect(quarantine.entries[0]?.reason).toBe('not ours')
    })

    test('what cannot be decoded is put away at once, as it came', async () => {
      const done: string[] = []
      start(
        stageOf(async (batch) => {
          const values = batch.map((message) => message.value())
          done.push(...values.map(({ id }) => id))
          return values.map(() => ack())
        }),
      )
      const garbage = new TextEncoder().encode('{"garbage":')
      await transport.publish([
        outgoing(input, 'good'),
        { channel: input, message: Encoded.ofBytes(testCodec, garbage) },
        outgoing(input, 'fine'),
      ])
      await waitUntil(() => quarantine.entries.length === 1, { what: 'the garbage in quarantine' })
      expect([...(quarantine.entries[0]?.bytes ?? [])]).toEqual([...garbage])
      expect(quarantine.entries[0]?.reason).toContain('UndecodableMessageError')
      await waitUntil(() => new Set(done).size === 2, { what: 'the good messages' })
    })

    test('a message that cannot be put into quarantine is not given up', async () => {
      quarantine.failuresLeft = 1
      let handled = 0
      start(
        stageOf(async (batch) => {
          handled += 1
          return batch.map(() => reject('no'))
        }),
      )
      await transport.publish([outgoing(input, 'm')])
      await waitUntil(() => quarantine.entries.length === 1, { what: 'the second attempt', timeoutMs: 8_000 })
      expect(handled).toBe(2)
      await expectDrained(input)
    })

    test('while a dependency is away nothing is counted against a message', async () => {
      const waits: number[] = []
      let failures = 0
      const done: string[] = []
      start(
        stageOf(async (batch) => {
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
      await transport.publish(manyOutgoing(input, ids('m', 10)))
      await waitUntil(() => done.length === 10, { what: 'the messages after the outage' })
      expect(done.sort()).toEqual(ids('m', 10))
      expect(quarantine.entries).toEqual([])
      expect(waits.length).toBeGreaterThanOrEqual(1)
      await expectDrained(input)
    })

    test('stopping lets what is in hand finish and gives back the rest', async () => {
      const handled: string[] = []
      const gate = new Gate()
      const run = start(
        stageOf(async (batch) => {
          await gate.opened
          handled.push(...batch.map((message) => message.value().id))
          return batch.map((message) => ack([outgoing(output, message.value().id)]))
        }),
        { batchMax: 10, concurrency: 1 },
      )
      await transport.publish(manyOutgoing(input, ids('m', 10)))
      const atOutput = await transport.subscribe(output)
      await transport.publish(manyOutgoing(input, ids('n', 10)))
      let stopped = false
      const stopping = run.stop().then(() => {
        stopped = true
        return stopped
      })
      await transport.publish([outgoing(harness.channel(), 'elsewhere')])
      expect(stopped).toBe(false)
      gate.open()
      await stopping
      const inHand = handled.length
      const rest = inHand < 20 ? await receive(await transport.subscribe(input), 20 - inHand) : []
      const out = inHand > 0 ? await receive(atOutput, inHand) : []
      const seen = [...out, ...rest].map((delivery) => delivery.message.value().id)
      expect(new Set(seen)).toEqual(new Set([...ids('m', 10), ...ids('n', 10)]))
      expect(handled.length).toBe(inHand)
    })

    test('stopping while a dependency is away gives the messages back', async () => {
      let attempts = 0
      const run = start(
        stageOf(async () => {
          attempts += 1
          throw new AwayError('the database is away')
        }),
      )
      await transport.publish(manyOutgoing(input, ids('m', 3)))
      await waitUntil(() => attempts > 2, { what: 'the stage to wait' })
      await run.stop()
      const back = await receive(await transport.subscribe(input), 3)
      expect(new Set(back.map((delivery) => delivery.message.value().id))).toEqual(new Set(ids('m', 3)))
    })

    test('a message that is delivered again and again without an answer is put away unseen', async () => {
      await transport.publish([outgoing(input, 'killer')])
      const reader = await transport.subscribe(input)
      for (let times = 0; times < MAX_DELIVERIES * 2; times += 1) {
        const [delivery] = await receive(reader, 1)
        delivery?.retry(0)
      }
      await reader.close()
      let handled = 0
      start(
        stageOf(async (batch) => {
          handled += 1
          return batch.map(() => ack())
        }),
      )
      await waitUntil(() => quarantine.entries.length === 1, { what: 'the message in quarantine' })
      expect(handled).toBe(0)
      expect(quarantine.entries[0]?.reason).toMatch(/Delivered \d+ times and never answered/)
    })

    test('a stage that answers with the wrong number of verdicts ends the run', async () => {
      const run = runStage({
        stage: stageOf(async () => []),
        transport,
        batchMax: 32,
        concurrency: 2,
        maxDeliveries: MAX_DELIVERIES,
        quarantine,
        log: silentLog,
      })
      const ended = expect(run.done).rejects.toThrow('gave 0 verdicts on 1 messages')
      await transport.publish([outgoing(input, 'm')])
      await ended
    })
  })
}
