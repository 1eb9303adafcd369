import { expect, it } from 'vitest'
import { BATCH_BUDGET_MAX_MS, createInlineExecutor } from '../src/inline-executor.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { delivered, fixtureEvent, said } from './fixture-events.ts'
import { SLOW_MS } from './fixture-rules/src/fixture-registry.ts'

it('inline executor gives one payment all of its budget, though a batch has less', async () => {
  const executor = createInlineExecutor({
    configurations: createFixtureSource(),
    layouts: createFixtureLayouts(),
    ruleGroups: {},
    ruleBudgetMs: 10 * SLOW_MS,
    clock: { nowNs: () => 0 },
    onGivenUp: (rule) => expect.fail(`${rule.ruleId} was given up`),
  })
  expect(SLOW_MS).toBeGreaterThan(BATCH_BUDGET_MAX_MS)
  const [answer] = await executor.run([delivered(fixtureEvent('M-slow'))])
  expect(said(answer)).toMatchObject({ results: [{}, ['fragile@1.0.0', '.01', 1], {}] })
})
