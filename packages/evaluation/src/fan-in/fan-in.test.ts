import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RuleResult } from '../outcome/rule-result.ts'
import { EMPTY_FAN_IN, fanIn } from './fan-in.ts'
import type { FanInEffect, FanInEvent, FanInState } from './fan-in.ts'

const expected = ['a', 'b', 'c', 'd'].map((ruleId) => ({ ruleId, cfg: '1' }))

const resultOf = (ruleId: string, outcome = '.01', durationNs = 1): RuleResult => ({
  ruleId,
  cfg: '1',
  outcome,
  value: 0,
  durationNs,
})

function part(index: number, count: number, ...ruleResults: RuleResult[]): FanInEvent {
  return { kind: 'part', index, count, ruleResults }
}

const DEADLINE: FanInEvent = { kind: 'deadline' }

/** Feeds events one after another, with the state stored and read back in between. */
function feed(events: readonly FanInEvent[]): { state: FanInState; effects: FanInEffect[] } {
  let state: FanInState = EMPTY_FAN_IN
  const effects: FanInEffect[] = []
  for (const event of events) {
    const step = fanIn(expected, state, event)
    state = JSON.parse(JSON.stringify(step.state)) as FanInState
    expect(state).toEqual(step.state)
    effects.push(step.effect)
  }
  return { state, effects }
}

const all = expected.map((rule) => resultOf(rule.ruleId))
const first = part(0, 2, resultOf('b'), resultOf('d'))
const second = part(1, 2, resultOf('a'), resultOf('c'))

test('one part with everything completes at once', () => {
  expect(feed([part(0, 1, ...all)])).toEqual({
    state: { phase: 'closed' },
    effects: [{ kind: 'complete', ruleResults: all }],
  })
})

test('the last part completes, in the order of the plan', () => {
  expect(feed([first, second]).effects).toEqual([{ kind: 'none' }, { kind: 'complete', ruleResults: all }])
  expect(feed([second, first]).effects).toEqual([{ kind: 'none' }, { kind: 'complete', ruleResults: all }])
})

test('a part that comes again changes nothing, before or after completion', () => {
  expect(feed([first, first, second, second, first]).effects.map((effect) => effect.kind)).toEqual([
    'none',
    'none',
    'complete',
    'none',
    'none',
  ])
})

test('two runs of a part may differ in durations; the first one counts', () => {
  const slower = part(0, 2, resultOf('b', '.01', 99), resultOf('d', '.01', 99))
  expect(feed([first, slower, second]).effects.at(-1)).toEqual({ kind: 'complete', ruleResults: all })
})

describe('a part that came before and now says something else is an integrity error', () => {
  const { durationNs, ...measured } = resultOf('b')
  test.each([
    ['another outcome', part(0, 2, resultOf('b', '.02'), resultOf('d'))],
    ['another value', part(0, 2, { ...measured, value: 5, durationNs }, resultOf('d'))],
    ['another configuration', part(0, 2, { ...measured, cfg: '2', durationNs }, resultOf('d'))],
    ['fewer results', part(0, 2, resultOf('b'))],
    ['more results', part(0, 2, resultOf('b'), resultOf('d'), resultOf('a'))],
    ['another order', part(0, 2, resultOf('d'), resultOf('b'))],
  ])('%s', (_name, conflicting) => {
    const { effects } = feed([first, conflicting, second])
    expect(effects[1]).toEqual({
      kind: 'integrity-error',
      reason: 'Part 0 arrived again with other outcomes',
    })
    expect(effects[2]).toEqual({ kind: 'complete', ruleResults: all })
  })
})

describe('a part that does not fit is an integrity error and changes nothing', () => {
  test.each([
    ['another part count', part(2, 3, resultOf('a'), resultOf('c')), 'Part 2 is one of 3, but 2 parts'],
    ['an index beyond the count', part(2, 2, resultOf('a'), resultOf('c')), 'Part 2 is none of 2'],
    ['a negative index', part(-1, 2, resultOf('a'), resultOf('c')), 'Part -1 is none of 2'],
    ['a rule that is not planned', part(1, 2, resultOf('z')), 'Part 1 has a result of z'],
    ['a rule of another part', part(1, 2, resultOf('a'), resultOf('b')), 'Part 1 has a result of b'],
    ['a rule twice', part(1, 2, resultOf('a'), resultOf('a')), 'Part 1 has a result of a'],
  ])('%s', (_name, misfit, reason) => {
    const { effects } = feed([first, misfit, second])
    expect(effects).toEqual([
      { kind: 'none' },
      { kind: 'integrity-error', reason: expect.stringContaining(reason) as string },
      { kind: 'complete', ruleResults: all },
    ])
  })
})

function late(ruleId: string, reason: string): RuleResult {
  return { ruleId, cfg: '1', outcome: '.err', value: 0, reason, durationNs: 0 }
}

describe('incomplete', () => {
  const reason = 'Rule did not answer before the deadline'

  test('at the deadline, what is missing is .err', () => {
    expect(feed([second, DEADLINE])).toEqual({
      state: { phase: 'closed' },
      effects: [
        { kind: 'none' },
        {
          kind: 'incomplete',
          missing: [1, 3],
          ruleResults: [resultOf('a'), late('b', reason), resultOf('c'), late('d', reason)],
        },
      ],
    })
  })

  test('at the deadline, when nothing arrived, everything is .err', () => {
    expect(feed([DEADLINE]).effects).toEqual([
      {
        kind: 'incomplete',
        missing: [0, 1, 2, 3],
        ruleResults: ['a', 'b', 'c', 'd'].map((id) => late(id, reason)),
      },
    ])
  })

  test('a part after the deadline, and a second deadline, change nothing', () => {
    expect(feed([second, DEADLINE, first, DEADLINE]).effects.map((effect) => effect.kind)).toEqual([
      'none',
      'incomplete',
      'none',
      'none',
    ])
  })

  test('a deadline after completion changes nothing', () => {
    expect(feed([first, second, DEADLINE]).effects.at(-1)).toEqual({ kind: 'none' })
  })

  test('a rule that no part answered for is .err', () => {
    expect(feed([first, part(1, 2, resultOf('a'))]).effects.at(-1)).toEqual({
      kind: 'incomplete',
      missing: [2],
      ruleResults: [
        resultOf('a'),
        resultOf('b'),
        late('c', 'No rule group answered for this rule'),
        resultOf('d'),
      ],
    })
  })
})

function withoutDurations(effect: FanInEffect | undefined): unknown {
  return effect?.kind === 'complete'
    ? effect.ruleResults.map((result) => ({ ...result, durationNs: 1 }))
    : effect
}

describe('whatever the order and however often parts come', () => {
  /** A partition of the rules into parts, and those parts repeated with other durations and shuffled. */
  const deliveries = fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(3), fc.nat(1000)), { maxLength: 8 }),
    )
    .chain(([count, owners, repeats]) => {
      const build = (index: number, durationNs: number) =>
        part(
          index,
          count,
          ...expected.flatMap((rule, position) =>
            (owners[position] ?? 0) % count === index ? [resultOf(rule.ruleId, '.01', durationNs)] : [],
          ),
        )
      const once = Array.from({ length: count }, (_, index) => build(index, 1))
      const again = repeats.map(([index, durationNs]) => build(index % count, durationNs))
      const events = [...once, ...again]
      return fc.shuffledSubarray(events, { minLength: events.length })
    })

  test('the results are the same, and handed on exactly once', () => {
    fc.assert(
      fc.property(deliveries, (events) => {
        const { state, effects } = feed(events)
        const handedOn = effects.filter((effect) => effect.kind !== 'none')
        expect(handedOn).toHaveLength(1)
        expect(withoutDurations(handedOn[0])).toEqual(all)
        expect(state).toEqual({ phase: 'closed' })
      }),
    )
  })

  test('with a deadline somewhere they are handed on exactly once too, one result per rule in order', () => {
    fc.assert(
      fc.property(deliveries, fc.nat(12), (events, at) => {
        const { effects } = feed([...events.slice(0, at), DEADLINE, ...events.slice(at)])
        const handedOn = effects.filter(
          (effect) => effect.kind === 'complete' || effect.kind === 'incomplete',
        )
        expect(handedOn).toHaveLength(1)
        expect(handedOn[0]?.ruleResults.map((result) => result.ruleId)).toEqual(['a', 'b', 'c', 'd'])
        expect(effects.some((effect) => effect.kind === 'integrity-error')).toBe(false)
      }),
    )
  })
})
