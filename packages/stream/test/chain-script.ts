import fc from 'fast-check'
import { expect } from 'vitest'
import type { Encoded } from '@pantau/contracts'
import { ack, chainStages, createMemoryTransport, reject, retry, runStage } from '@pantau/stream'
import type { Channel, Clock, Outgoing, Stage, Verdict } from '@pantau/stream'
import { waitUntil } from '@pantau/testkit'
import { inputs, middle, results } from './chain-channels.ts'
import { manyOutgoing, outgoing, testCodec } from './test-message.ts'
import type { TestMessage } from './test-message.ts'
import { silentLog } from './transport-harness.ts'

/** How a message fares in a stage: it fails a few times, then it is acked or rejected. */
interface Fate {
  readonly failures: readonly ('retry' | 'throw' | 'away')[]
  readonly isRejected: boolean
}

interface ScriptedInput extends Fate {
  /** What the first stage makes of it: messages for the second stage, and for elsewhere. */
  readonly mids: readonly Fate[]
  readonly outsides: number
}

export interface Script {
  readonly inputs: readonly ScriptedInput[]
  readonly batchMax: number
  readonly concurrency: number
}

export interface Effects {
  readonly first: ReadonlySet<string>
  readonly second: ReadonlySet<string>
  readonly published: ReadonlySet<string>
  readonly quarantined: ReadonlySet<string>
}

const SPEED = 100
/** Time a hundredfold faster, so that retries cost the test little. */
const fastClock: Clock = {
  nowMs: () => performance.now() * SPEED,
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs / SPEED)
    return () => clearTimeout(timer)
  },
}

class AwayError extends Error {
  readonly retryAfterMs = 10
}

const fate: fc.Arbitrary<Fate> = fc.record({
  failures: fc.array(fc.constantFrom('retry', 'throw', 'away'), { maxLength: 2 }),
  isRejected: fc.boolean(),
})

export const script: fc.Arbitrary<Script> = fc.record({
  inputs: fc.array(
    fc
      .record({ own: fate, mids: fc.array(fate, { maxLength: 3 }), outsides: fc.nat({ max: 2 }) })
      .map(({ own, mids, outsides }) => ({ ...own, mids, outsides })),
    { minLength: 1, maxLength: 12 },
  ),
  batchMax: fc.integer({ min: 1, max: 8 }),
  concurrency: fc.integer({ min: 1, max: 3 }),
})

const midId = (input: number, mid: number): string => `${input}/mid-${mid}`
const outsideId = (input: number, outside: number): string => `${input}/outside-${outside}`
const resultId = (id: string): string => `${id}/result`

/** A stage that fails as scripted, once per attempt, and then stores its effect. */
function scriptedStage(
  name: string,
  input: Channel<TestMessage>,
  fateOf: (id: string) => Fate,
  outputsOf: (id: string) => readonly Outgoing<TestMessage>[],
  effects: Set<string>,
): Stage<TestMessage, TestMessage> {
  const attempts = new Map<string, number>()

  function handleOne(message: Encoded<TestMessage>): Verdict<TestMessage> {
    const { id } = message.value()
    const attempt = attempts.get(id) ?? 0
    attempts.set(id, attempt + 1)
    const { failures, isRejected } = fateOf(id)
    const failure = failures[attempt]
    if (failure === 'throw') {
      throw new Error('fails')
    }
    if (failure === 'away') {
      throw new AwayError('is away')
    }
    if (failure === 'retry') {
      return retry(5, 'not yet')
    }
    if (isRejected) {
      return reject('never')
    }
    effects.add(id)
    return ack(outputsOf(id))
  }

  return { name, input, handle: async (batch) => batch.map(handleOne) }
}

/** Runs the script until as much has happened as must, and lets what is in hand finish. */
export async function play(
  { inputs: scripted, ...options }: Script,
  chained: boolean,
  expected: Effects,
): Promise<Effects> {
  const transport = createMemoryTransport({
    capacityMessages: 1_000,
    redeliverAfterMs: 600_000,
    clock: fastClock,
  })
  const effects = {
    first: new Set<string>(),
    second: new Set<string>(),
    published: new Set<string>(),
    quarantined: new Set<string>(),
  }
  const byId = new Map(scripted.map((input, index) => [String(index), { input, index }]))
  const find = (id: string) => byId.get(id.split('/')[0] ?? '') ?? expect.unreachable(`No input for ${id}`)
  const first = scriptedStage(
    'first',
    inputs,
    (id) => find(id).input,
    (id) => {
      const { input, index } = find(id)
      return [
        ...input.mids.map((_, mid) => outgoing(middle, midId(index, mid))),
        ...Array.from({ length: input.outsides }, (_, outside) =>
          outgoing(results, outsideId(index, outside)),
        ),
      ]
    },
    effects.first,
  )
  const second = scriptedStage(
    'second',
    middle,
    (id) => find(id).input.mids[Number(id.split('-')[1])] ?? expect.unreachable(`No mid for ${id}`),
    (id) => [outgoing(results, resultId(id))],
    effects.second,
  )
  const sink = scriptedStage(
    'sink',
    results,
    () => ({ failures: [], isRejected: false }),
    () => [],
    effects.published,
  )
  const stages = chained ? [chainStages(first, second), sink] : [first, second, sink]
  const runs = stages.map((stage) =>
    runStage({
      ...options,
      stage,
      transport,
      maxDeliveries: 100,
      clock: fastClock,
      quarantine: {
        put: async ({ bytes }) => {
          effects.quarantined.add(testCodec.decode(bytes).id)
        },
      },
      log: silentLog,
    }),
  )
  await transport.publish(manyOutgoing(inputs, [...byId.keys()]))
  await waitUntil(() => sizeOf(effects) >= sizeOf(expected), { what: 'the expected effects', everyMs: 1 })
  await Promise.all(runs.map((run) => run.stop()))
  await transport.close()
  return effects
}

function sizeOf(effects: Effects): number {
  return effects.first.size + effects.second.size + effects.published.size + effects.quarantined.size
}

/** What the script must lead to, from reading it. */
export function expectedEffects({ inputs: scripted }: Script, chained: boolean): Effects {
  const effects = {
    first: new Set<string>(),
    second: new Set<string>(),
    published: new Set<string>(),
    quarantined: new Set<string>(),
  }
  for (const [index, input] of scripted.entries()) {
    if (input.isRejected) {
      effects.quarantined.add(String(index))
      continue
    }
    effects.first.add(String(index))
    const outputs = Array.from({ length: input.outsides }, (_, outside) => outsideId(index, outside))
    const rejected: string[] = []
    for (const [number, mid] of input.mids.entries()) {
      const id = midId(index, number)
      if (mid.isRejected) {
        rejected.push(id)
      } else {
        effects.second.add(id)
        outputs.push(resultId(id))
      }
    }
    // In a chain the input stands for all that was derived from it: it is put away, and nothing of it leaves the chain.
    const isPutAway = chained && rejected.length > 0
    const putAway = isPutAway ? [String(index)] : rejected
    putAway.forEach((id) => effects.quarantined.add(id))
    outputs.filter(() => !isPutAway).forEach((id) => effects.published.add(id))
  }
  return effects
}
