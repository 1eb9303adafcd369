import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PackedFacts } from '@pantau/contracts'
import { createPooledExecutor } from '../src/pooled-executor.ts'
import type { PooledExecutorOptions } from '../src/pooled-executor.ts'
import { ExecutorBusyError } from '../src/rule-executor.ts'
import type { RuleExecutor } from '../src/rule-executor.ts'
import { RuleThreadError } from '../src/rule-threads.ts'
import { failed } from './executor-contract.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { delivered, fixtureEvent, said } from './fixture-events.ts'
import { compileThreads, threadOptions } from './thread-options.ts'

beforeAll(compileThreads)

describe('pooled executor', () => {
  const open: RuleExecutor[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(async (executor) => executor.close()))
  })

  async function start(change: Partial<PooledExecutorOptions> = {}) {
    const configurations = createFixtureSource()
    const layouts = createFixtureLayouts({ known: ['conditions'] })
    const givenUp: string[] = []
    const executor = await createPooledExecutor({
      ...threadOptions,
      configurations,
      layouts,
      ruleGroups: {},
      ruleBudgetMs: 1000,
      onGivenUp: (rule, cause) => givenUp.push(`${rule.ruleId} ${cause}`),
      ...change,
    })
    open.push(executor)
    return { executor, configurations, layouts, givenUp }
  }

  it('gives `.err` to a rule that exhausts the memory of its thread or ends it, and real results to the others', async () => {
    // Time enough to run out of memory first, however busy the machine is.
    const { executor, givenUp } = await start({ ruleBudgetMs: 60_000 })
    const messageIds = ['M1', 'M-leave', 'M2', 'M-hog', 'M3']
    const answers = await executor.run(messageIds.map((messageId) => delivered(fixtureEvent(messageId))))
    expect(answers.map(said)).toEqual([
      expect.objectContaining({ messageId: 'M1' }),
      failed('M-leave', 'Rule crashed its thread'),
      expect.objectContaining({ messageId: 'M2' }),
      failed('M-hog', 'Rule crashed its thread'),
      expect.objectContaining({ messageId: 'M3' }),
    ])
    expect(givenUp).toEqual(['fragile@1.0.0 crashed', 'fragile@1.0.0 crashed'])
  })

  it('gives up a rule that answers with a promise and goes on for ever behind it, and gives real results to the others', async () => {
    const { executor, givenUp } = await start({ ruleBudgetMs: 100 })
    const messageIds = ['M1', 'M-spin', 'M2']
    const answers = await executor.run(messageIds.map((messageId) => delivered(fixtureEvent(messageId))))
    expect(answers.map(said)).toEqual([
      expect.objectContaining({ messageId: 'M1' }),
      failed('M-spin', 'Rule exceeded its time budget of 100 ms'),
      expect.objectContaining({ messageId: 'M2' }),
    ])
    expect(givenUp).toEqual(['fragile@1.0.0 over-budget'])
    const [after] = await executor.run([delivered(fixtureEvent('M3'))])
    expect(after?.kind).toBe('outcomes')
  })

  it('decides other payments while a rule does not end', async () => {
    // The budget never ends within the test: only another thread can have answered.
    const { executor } = await start({ threadCount: 2, ruleBudgetMs: 600_000 })
    const stuck = executor.run([delivered(fixtureEvent('M-loop'))])
    const end = expect(stuck).rejects.toBeInstanceOf(ExecutorBusyError)
    const answers = await executor.run([delivered(fixtureEvent('M1')), delivered(fixtureEvent('M-throw'))])
    expect(answers.map(said)).toEqual([
      expect.objectContaining({ messageId: 'M1' }),
      failed('M-throw', 'The fixture rule failed'),
    ])
    await executor.close()
    await end
  })

  it('asks for a configuration once, and not again for a thread that has it', async () => {
    const { executor, configurations } = await start()
    await executor.run([delivered(fixtureEvent('M1')), delivered(fixtureEvent('M2'))])
    await executor.run([delivered(fixtureEvent('M3'))])
    expect(configurations.asked).toEqual(['fixture-1'])
  })

  it('asks for a layout once, and not again for a thread that has it', async () => {
    const { executor, configurations, layouts } = await start()
    const facts = new PackedFacts('known', [[]])
    const [first, second, third] = ['M1', 'M2', 'M3'].map((messageId) =>
      delivered({ ...fixtureEvent(messageId), facts }),
    )
    const together = await executor.run([first, second].flatMap((event) => event ?? []))
    const later = await executor.run([third].flatMap((event) => event ?? []))
    expect([...together, ...later].map(({ kind }) => kind)).toEqual(['outcomes', 'outcomes', 'outcomes'])
    expect(layouts.asked).toEqual(['known'])
    expect(configurations.asked).toEqual(['fixture-1'])
  })

  it('divides a large batch over its threads, and answers in order', async () => {
    const { executor } = await start({ threadCount: 2 })
    const messageIds = Array.from({ length: 97 }, (_, index) => `M${index}`)
    const answers = await executor.run(messageIds.map((messageId) => delivered(fixtureEvent(messageId))))
    expect(answers.map(said)).toEqual(messageIds.map((messageId) => expect.objectContaining({ messageId })))
  })

  it('takes no more than its threads and its queue hold', async () => {
    const { executor } = await start({ queueMax: 1 })
    const runs = await Promise.allSettled(
      ['M1', 'M2', 'M3'].map(async (messageId) => executor.run([delivered(fixtureEvent(messageId))])),
    )
    expect(runs.map((run) => run.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(runs[2]).toMatchObject({ reason: expect.any(ExecutorBusyError) })
    expect(runs[2]).toMatchObject({ reason: { retryAfterMs: expect.any(Number) } })
  })

  it.each([
    ['that does not load', './fixture-rules/src/no-such-registry.ts'],
    ['that exports none', './fixture-rules/src/no-registry.ts'],
  ])('does not start with a registry %s', async (_, file) => {
    const started = start({
      registryUrl: new URL(file, import.meta.url).href,
      // The pool starts a second thread, which is lost too, with nothing to do.
      onThreadLost: () => undefined,
    })
    await expect(started).rejects.toBeInstanceOf(RuleThreadError)
  })

  it('gives up what runs when it is closed', async () => {
    const { executor } = await start({ ruleBudgetMs: 60_000 })
    const running = executor.run([delivered(fixtureEvent('M-loop'))])
    const outcome = expect(running).rejects.toBeInstanceOf(ExecutorBusyError)
    await executor.close()
    await outcome
  })
})
