import { describe, expect, it } from 'vitest'
import { Encoded, ruleOutcomesCodec } from '@pantau/contracts'
import { isolateFaults } from './isolate-faults.ts'
import type { FaultIsolationDeps } from './isolate-faults.ts'
import { createFixtureLayouts } from '../test/fixture-layouts.ts'
import { delivered, fixtureEvent, said } from '../test/fixture-events.ts'
import { createFixtureSource } from '../test/fixture-configuration.ts'
import { createPartRulesFinder, resolvePartRules } from './part-rules.ts'
import type { Attempt, RunUnit } from './run-unit.ts'

const find = createPartRulesFinder({})
const source = createFixtureSource()

/** Runs units by name: the marked ones stop the run, with the certainty that is given. */
function createHarness(
  stopsAt: (messageId: string, ruleIndex: number | undefined) => boolean,
  certain: boolean,
) {
  const runs: string[][] = []
  const givenUp: string[] = []
  const deps: FaultIsolationDeps = {
    async attempt(units): Promise<Attempt> {
      runs.push(units.map((unit) => `${unit.message.value().header.messageId}/${unit.ruleIndex ?? 'all'}`))
      const suspect = units.findIndex((unit) =>
        stopsAt(unit.message.value().header.messageId, unit.ruleIndex),
      )
      const answers = units.map((unit, position) =>
        suspect === -1 || position < suspect ? answer(unit) : undefined,
      )
      return suspect === -1 ? { answers } : { answers, stopped: { suspect, certain, cause: 'over-budget' } }
    },
    async rulesOf(message) {
      const [rules] = await resolvePartRules(
        [message],
        { configurations: source, layouts: createFixtureLayouts() },
        find,
      )
      return rules ?? { kind: 'refused', reason: 'none' }
    },
    ruleBudgetMs: 50,
    onGivenUp: (rule, cause) => givenUp.push(`${rule.ruleId} ${cause}`),
  }
  return { runs, givenUp, deps }
}

function answer(unit: RunUnit) {
  const { header, part } = unit.message.value()
  const indexes = unit.ruleIndex === undefined ? [0, 1, 2] : [unit.ruleIndex]
  const names = ['first@1.0.0', 'fragile@1.0.0', 'last@1.0.0']
  const ruleResults = indexes.map((index) => ({
    ruleId: names[index] ?? '',
    cfg: '1.0.0',
    outcome: '.01',
    value: index,
    durationNs: 1,
  }))
  return {
    kind: 'outcomes',
    outcomes: Encoded.ofValue(ruleOutcomesCodec, { header, part, ruleResults }),
  } as const
}

const unitsOf = (...messageIds: string[]): RunUnit[] =>
  messageIds.map((messageId) => ({ message: delivered(fixtureEvent(messageId)) }))
const outcomesOf = (messageId: string, error?: string): unknown => ({
  messageId,
  part: { group: 'default', index: 0, count: 1 },
  results: [
    ['first@1.0.0', '.01', 0],
    error === undefined ? ['fragile@1.0.0', '.01', 1] : ['fragile@1.0.0', '.err', 0, error],
    ['last@1.0.0', '.01', 2],
  ],
})
const OVER_BUDGET = 'Rule exceeded its time budget of 50 ms'

describe('isolateFaults', () => {
  it('runs everything once when nothing goes wrong', async () => {
    const { runs, deps } = createHarness(() => false, true)
    const answers = await isolateFaults(unitsOf('A', 'B'), deps)
    expect(answers.map(said)).toEqual([outcomesOf('A'), outcomesOf('B')])
    expect(runs).toEqual([['A/all', 'B/all']])
  })

  it('finds the rule to blame, rule by rule, and keeps what had been answered', async () => {
    const { runs, givenUp, deps } = createHarness((id, rule) => id === 'B' && (rule ?? 1) === 1, true)
    const answers = await isolateFaults(unitsOf('A', 'B', 'C'), deps)
    expect(answers.map(said)).toEqual([outcomesOf('A'), outcomesOf('B', OVER_BUDGET), outcomesOf('C')])
    expect(runs).toEqual([['A/all', 'B/all', 'C/all'], ['B/0', 'B/1', 'B/2'], ['B/2'], ['C/all']])
    expect(givenUp).toEqual(['fragile@1.0.0 over-budget'])
  })

  it('runs a suspect alone before it is blamed, when that is not certain', async () => {
    let first = true
    const { runs, givenUp, deps } = createHarness((id) => {
      const stops = id === 'B' && first
      first = first && !stops
      return stops
    }, false)
    const answers = await isolateFaults(unitsOf('A', 'B', 'C'), deps)
    expect(answers.map(said)).toEqual([outcomesOf('A'), outcomesOf('B'), outcomesOf('C')])
    expect(runs).toEqual([['A/all', 'B/all', 'C/all'], ['B/all'], ['C/all']])
    expect(givenUp).toEqual([])
  })

  it('keeps the results of rules that only together take too long', async () => {
    const { givenUp, deps } = createHarness((_, rule) => rule === undefined, true)
    const answers = await isolateFaults(unitsOf('A'), deps)
    expect(answers.map(said)).toEqual([outcomesOf('A')])
    expect(givenUp).toEqual([])
  })

  it('refuses a suspect whose configuration is gone', async () => {
    const { deps } = createHarness(() => true, true)
    const unit = { message: delivered(fixtureEvent('A', { configDigest: 'unheard-of' })) }
    expect(await isolateFaults([unit], deps)).toEqual([
      { kind: 'refused', reason: 'No configuration was ever activated under the digest unheard-of' },
    ])
  })

  it('does not go on for ever when a run neither answers nor names a suspect', async () => {
    const { deps } = createHarness(() => false, true)
    const broken = isolateFaults(unitsOf('A'), { ...deps, attempt: async () => ({ answers: [] }) })
    await expect(broken).rejects.toBeInstanceOf(TypeError)
  })
})
