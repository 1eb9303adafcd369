import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInlineExecutor } from '../src/inline-executor.ts'
import { createPooledExecutor } from '../src/pooled-executor.ts'
import { rehearsedBatch } from '../src/rehearsed-batch.ts'
import type { RuleExecutor } from '../src/rule-executor.ts'
import { splitEvenly } from '../src/split-evenly.ts'
import { CHUNK_MIN } from '../src/pooled-executor.ts'
import { STRIKES_MAX } from '../src/suspended-rules.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { delivered, fixtureEvent, said } from './fixture-events.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { compileThreads, threadOptions } from './thread-options.ts'

beforeAll(compileThreads)

const configurations = createFixtureSource()
const layouts = createFixtureLayouts()
const givenUp: string[] = []
const options = {
  configurations,
  layouts,
  ruleGroups: {},
  ruleBudgetMs: 100,
  onGivenUp: ({ ruleId }: { readonly ruleId: string }): void => {
    givenUp.push(ruleId)
  },
}
const clock = { nowNs: () => performance.now() * 1_000_000 }

/** How often a rule is given up, too: each time costs a thread, which takes seconds to start. */
const EXECUTORS: readonly [string, number, () => Promise<RuleExecutor>][] = [
  ['inline', STRIKES_MAX, async () => createInlineExecutor({ ...options, clock })],
  ['pooled', 1, () => createPooledExecutor({ ...threadOptions, ...options })],
]

describe.each(EXECUTORS)('a rehearsal of rules, %s', (_name, strikes, create) => {
  let executor: RuleExecutor
  beforeAll(async () => {
    executor = await create()
  })
  afterAll(() => executor.close())

  it('answers as a run does, with layouts of its own', async () => {
    const own = createFixtureLayouts()
    const rehearsal = executor.rehearsal({ configurations, layouts: own })
    const batch = [fixtureEvent('M1'), fixtureEvent('M-throw')].map(delivered)
    expect((await rehearsal.run(batch)).map(said)).toEqual((await executor.run(batch)).map(said))
    expect(layouts.asked).toEqual([])
  })

  it('tells nobody of a rule that never ends, and does not suspend it', async () => {
    const rehearsal = executor.rehearsal({ configurations, layouts })
    const expected = [
      ['first@1.0.0', '.02', 6],
      ['fragile@1.0.0', '.err', 0, 'Rule exceeded its time budget of 100 ms'],
      ['last@1.0.0', '.02', 7],
    ]
    for (let strike = 0; strike < strikes; strike += 1) {
      const [answer] = await rehearsal.run([delivered(fixtureEvent('M-loop'))])
      expect(said(answer)).toMatchObject({ results: expected })
    }
    expect(givenUp).toEqual([])
    const [real] = await executor.run([delivered(fixtureEvent('M1'))])
    expect(said(real)).toMatchObject({
      results: [
        ['first@1.0.0', '.01', 2],
        ['fragile@1.0.0', '.01', 1],
        ['last@1.0.0', '.02', 7],
      ],
    })
  })
})

it('hands over as much at once as it takes to come to every thread', () => {
  const { batchMessages = 0 } = rehearsedBatch({ ruleExecution: 'pooled', ruleThreads: 5 })
  const batch = Array.from({ length: batchMessages }, (_, index) => index)
  expect(splitEvenly(batch, 5, CHUNK_MIN)).toHaveLength(5)
  expect(rehearsedBatch({ ruleExecution: 'inline', ruleThreads: 5 })).toEqual({})
})
