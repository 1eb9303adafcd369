import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Encoded, PackedFacts, plannedEventCodec } from '@pantau/contracts'
import type { ConfigurationSource, LayoutSource, RuleGroups } from '@pantau/contracts'
import type { StopCause } from '../src/run-unit.ts'
import type { ConfiguredRule } from '../src/suspended-rules.ts'
import type { RuleExecutor } from '../src/rule-executor.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { delivered, fixtureEvent, said } from './fixture-events.ts'

export interface ExecutorFixture {
  readonly configurations: ConfigurationSource
  readonly layouts: LayoutSource
  readonly ruleGroups: RuleGroups
  readonly ruleBudgetMs: number
  onGivenUp(rule: ConfiguredRule, cause: StopCause): void
}

export const BUDGET_MS = 100
const part = { group: 'default', index: 0, count: 1 }
const fine = (messageId: string): unknown => ({
  messageId,
  part,
  results: [
    ['first@1.0.0', messageId.length < 5 ? '.01' : '.02', messageId.length],
    ['fragile@1.0.0', '.01', 1],
    ['last@1.0.0', '.02', 7],
  ],
})
export const failed = (messageId: string, reason: string): unknown => ({
  messageId,
  part,
  results: [
    ['first@1.0.0', messageId.length < 5 ? '.01' : '.02', messageId.length],
    ['fragile@1.0.0', '.err', 0, reason],
    ['last@1.0.0', '.02', 7],
  ],
})

/** What every way of running rules has to do alike. */
export function describeExecutor(
  name: string,
  create: (fixture: ExecutorFixture) => Promise<RuleExecutor>,
): void {
  describe(`rule executor: ${name}`, () => {
    const configurations = createFixtureSource()
    const layouts = createFixtureLayouts({ known: ['conditions', 'payee-history'] })
    const givenUp: string[] = []
    const open: RuleExecutor[] = []
    let executor: RuleExecutor

    /** Threads take a while to start, so most tests share one executor; a digest of its own keeps a test's strikes to itself. */
    async function start(change: Partial<ExecutorFixture> = {}): Promise<RuleExecutor> {
      const started = await create({
        configurations,
        layouts,
        ruleGroups: {},
        ruleBudgetMs: BUDGET_MS,
        onGivenUp: (rule, cause) => givenUp.push(`${rule.ruleId} ${cause}`),
        ...change,
      })
      open.push(started)
      return started
    }

    async function run(messageIds: readonly string[], configDigest = 'fixture-1'): Promise<unknown[]> {
      const events = messageIds.map((messageId) => delivered(fixtureEvent(messageId, { configDigest })))
      return (await executor.run(events)).map(said)
    }

    beforeAll(async () => {
      executor = await start()
    })
    beforeEach(() => {
      givenUp.length = 0
      configurations.asked.length = 0
    })
    afterAll(async () => {
      await Promise.all(open.map(async (each) => each.close()))
    })

    it('answers every message of a batch in its order, each with every rule of the plan in its order', async () => {
      const messageIds = Array.from({ length: 50 }, (_, index) => `M${index}`.padEnd(2 + (index % 5), '-'))
      expect(await run(messageIds)).toEqual(messageIds.map(fine))
      expect(givenUp).toEqual([])
    })

    it('reads packed facts by their layout, and refuses those that cannot be read that way, alone', async () => {
      const events = [
        new PackedFacts('known', [[], null]),
        new PackedFacts('lost', [[], null]),
        new PackedFacts('known', [[]]),
        new PackedFacts('known', [[], [1, 2]]),
        {},
      ].map((facts, index) => delivered({ ...fixtureEvent(`M${index}`), facts }))
      expect((await executor.run(events)).map(said)).toEqual([
        fine('M0'),
        { kind: 'refused', reason: 'No layout of facts is on record under lost' },
        { kind: 'refused', reason: "Event at '/facts': 1 values, and the layout names 2 facts" },
        { kind: 'refused', reason: expect.stringContaining("Event at '/facts/payee-history") },
        fine('M4'),
      ])
    })

    it('answers an empty batch', async () => {
      expect(await run([])).toEqual([])
    })

    it('passes header and part on', async () => {
      const event = fixtureEvent('M1', {
        traceParent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      })
      const [answer] = await executor.run([delivered(event)])
      expect(answer).toMatchObject({ kind: 'outcomes' })
      expect(answer?.kind === 'outcomes' ? answer.outcomes.value().header : undefined).toEqual(event.header)
    })

    it('gives `.err` to a rule that throws, and real results to the others', async () => {
      expect(await run(['M1', 'M-throw', 'M2'])).toEqual([
        fine('M1'),
        failed('M-throw', 'The fixture rule failed'),
        fine('M2'),
      ])
    })

    it.each([
      ['nan', 'The rule measured no finite number'],
      ['infinity', 'The rule measured no finite number'],
      ['nothing', 'The rule returned no measurement'],
      ['shapeless', 'The rule returned no measurement'],
      ['promise', 'The rule returned a promise; rules answer at once'],
      ['rejected', 'The rule returned a promise; rules answer at once'],
    ])(
      'gives `.err` to a rule that answers with %s, and real results to the others',
      async (what, reason) => {
        expect(await run(['M1', `M-${what}`, 'M2'])).toEqual([
          fine('M1'),
          failed(`M-${what}`, reason),
          fine('M2'),
        ])
        expect(givenUp).toEqual([])
      },
    )

    it('interrupts a rule that never ends, and gives real results to everything else', async () => {
      const reason = `Rule exceeded its time budget of ${BUDGET_MS} ms`
      expect(await run(['M1', 'M-loop', 'M2', 'M-throw'])).toEqual([
        fine('M1'),
        failed('M-loop', reason),
        fine('M2'),
        failed('M-throw', 'The fixture rule failed'),
      ])
      expect(givenUp).toEqual(['fragile@1.0.0 over-budget'])
      expect(await run(['M3'])).toEqual([fine('M3')])
    })

    it('suspends a rule that never ends again and again, so that payments are still decided', async () => {
      const answers = await run(
        Array.from({ length: 20 }, (_, index) => `loop-${index}`),
        'fixture-suspended',
      )
      expect(givenUp).toEqual(Array.from({ length: 3 }, () => 'fragile@1.0.0 over-budget'))
      expect(answers).toHaveLength(20)
      for (const answer of answers) {
        expect(answer).toMatchObject({
          results: [
            ['first@1.0.0', '.02', expect.any(Number)],
            ['fragile@1.0.0', '.err', 0, expect.any(String)],
            ['last@1.0.0', '.02', 7],
          ],
        })
      }
      expect(await run(['M1'], 'fixture-suspended')).toEqual([
        failed('M1', 'Rule suspended for 60 s: it kept exceeding its time budget or crashing'),
      ])
    })

    it('refuses what cannot be read, planned or divided, and runs its neighbours', async () => {
      const answers = await executor.run([
        Encoded.ofBytes(plannedEventCodec, new TextEncoder().encode('{"v":3}')),
        delivered(fixtureEvent('M1')),
        delivered(fixtureEvent('M2', { configDigest: 'unheard-of' })),
        delivered(fixtureEvent('M3', { transactionType: 'pain.001.001.11' })),
        delivered({ ...fixtureEvent('M4'), part: { group: 'default', index: 0, count: 2 } }),
        delivered({ ...fixtureEvent('M5'), part: { group: 'network', index: 0, count: 1 } }),
        delivered(fixtureEvent('M6')),
      ])
      expect(answers.map(said)).toEqual([
        {
          kind: 'refused',
          reason: "PlannedEvent at '/v': version 3 is newer than 2, the newest that this build reads",
        },
        fine('M1'),
        { kind: 'refused', reason: 'No configuration was ever activated under the digest unheard-of' },
        { kind: 'refused', reason: 'The configuration fixture-1 plans nothing for pain.001.001.11' },
        {
          kind: 'refused',
          reason: 'Part 1 of 2, rule group default, is not how this processor divides the plan',
        },
        {
          kind: 'refused',
          reason: 'Part 1 of 1, rule group network, is not how this processor divides the plan',
        },
        fine('M6'),
      ])
    })

    it('runs only the rules of the part', async () => {
      const grouped = await start({ ruleGroups: { network: ['fragile@1.0.0'] } })
      const parts = [
        { group: 'default', index: 0, count: 2 },
        { group: 'network', index: 1, count: 2 },
      ]
      const answers = await grouped.run(parts.map((each) => delivered({ ...fixtureEvent('M1'), part: each })))
      expect(answers.map(said)).toEqual([
        {
          messageId: 'M1',
          part: parts[0],
          results: [
            ['first@1.0.0', '.01', 2],
            ['last@1.0.0', '.02', 7],
          ],
        },
        { messageId: 'M1', part: parts[1], results: [['fragile@1.0.0', '.01', 1]] },
      ])
    })

    it('evaluates each message under the configuration that it was accepted with', async () => {
      const digests = ['fixture-2', 'fixture-3', 'fixture-2']
      const answers = await executor.run(
        digests.map((configDigest, index) => delivered(fixtureEvent(`M${index}`, { configDigest }))),
      )
      expect(answers.map(said)).toEqual([fine('M0'), fine('M1'), fine('M2')])
      expect(new Set(configurations.asked)).toEqual(new Set(['fixture-2', 'fixture-3']))
    })

    it('fails as a whole while the configuration store is away', async () => {
      const away = Object.assign(new Error('The store is away'), { retryAfterMs: 250 })
      const cutOff = await start({ configurations: { byDigest: async () => Promise.reject(away) } })
      await expect(cutOff.run([delivered(fixtureEvent('M1'))])).rejects.toBe(away)
    })

    it('says the same of a message that comes again', async () => {
      expect(await run(['M1', 'M-throw'])).toEqual(await run(['M1', 'M-throw']))
    })
  })
}
