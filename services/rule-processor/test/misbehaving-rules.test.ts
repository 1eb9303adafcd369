import { decide, scoreTypologies } from '@pantau/evaluation'
import type { TypologyResult } from '@pantau/evaluation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInlineExecutor } from '../src/inline-executor.ts'
import { createPooledExecutor } from '../src/pooled-executor.ts'
import type { RuleExecutor } from '../src/rule-executor.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { delivered, fixtureEvent } from './fixture-events.ts'
import { compileThreads, threadOptions } from './thread-options.ts'

beforeAll(compileThreads)

const configurations = createFixtureSource()
const clock = { nowNs: () => performance.now() * 1_000_000 }
const layouts = createFixtureLayouts()
const options = { configurations, layouts, ruleGroups: {}, ruleBudgetMs: 100, onGivenUp: () => undefined }

/** What the fragile rule does, by a word in the MsgId; not what only a thread survives. */
const HARMLESS_TO_THE_PROCESS = [
  'throw',
  'loop',
  'nan',
  'infinity',
  'nothing',
  'shapeless',
  'promise',
  'rejected',
]
const EXECUTORS: readonly [string, readonly string[], () => Promise<RuleExecutor>][] = [
  ['inline', HARMLESS_TO_THE_PROCESS, async () => createInlineExecutor({ ...options, clock })],
  [
    'pooled',
    [...HARMLESS_TO_THE_PROCESS, 'spin'],
    async () => createPooledExecutor({ ...threadOptions, ...options }),
  ],
]

/** From rule to decision: what the payment is given, and why. */
async function decideOn(executor: RuleExecutor, messageId: string, configDigest: string) {
  const plan = (await configurations.byDigest(configDigest))?.compiled.planFor('pacs.002.001.12')
  const [answer] = await executor.run([delivered(fixtureEvent(messageId, { configDigest }))])
  if (answer?.kind !== 'outcomes' || plan === undefined) {
    throw new TypeError('The payment has no outcomes')
  }
  const typologyResults: readonly TypologyResult[] = scoreTypologies(
    plan,
    answer.outcomes.value().ruleResults,
    clock,
  )
  return { status: decide(typologyResults), reason: typologyResults[0]?.reason }
}

describe.each(EXECUTORS)('a payment whose rule misbehaves, %s', (_name, manners, create) => {
  let executor: RuleExecutor
  beforeAll(async () => {
    executor = await create()
  })
  afterAll(() => executor.close())

  it.each(manners)('(%s) goes to review, and the next one is decided as ever', async (what) => {
    // A digest for each, so that the strikes of one do not suspend the rule for the next.
    const configDigest = `fixture-of-${what}`
    expect(await decideOn(executor, `M-${what}`, configDigest)).toEqual({
      status: 'ALRT',
      reason: '1 of 3 rules could not tell',
    })
    expect(await decideOn(executor, 'M1', configDigest)).toEqual({ status: 'NALT', reason: undefined })
  })
})
