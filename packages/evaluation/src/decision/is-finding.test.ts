import { expect, test } from 'vitest'
import { examplePlan } from '../../test/example-configuration.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { Plan } from '../plan/plan.ts'
import { isFinding } from './is-finding.ts'

type Says = 'nothing' | 'review' | 'interdiction' | 'a score to remember' | 'a score below it'

const REMEMBERED_FROM = 400
type Typology = readonly [cfg: string, says: Says, followUp?: 'follow-up']

/** A plan of typologies with these configurations, of which some are follow-ups; and what each says. */
function counted(typologies: readonly Typology[]) {
  const [example] = examplePlan().typologies
  if (example === undefined) {
    throw new TypeError('The example has typologies')
  }
  const plan: Plan = {
    ...examplePlan(),
    typologies: typologies.map(([cfg, , followUp]) => ({
      ...example,
      cfg,
      isFollowUp: followUp !== undefined,
      ...(cfg.startsWith('400@') || cfg.startsWith('408@') ? { rememberThreshold: REMEMBERED_FROM } : {}),
    })),
  }
  const results = typologies.map(([cfg, says]) => ({
    typologyId: example.typologyId,
    cfg,
    score: says === 'a score to remember' ? REMEMBERED_FROM : REMEMBERED_FROM - 1,
    review: says === 'review',
    interdict: says === 'interdiction',
    durationNs: 0,
  }))
  return isFinding(plan, results)
}

test.each<[string, boolean, readonly Typology[]]>([
  [
    'nothing alerts',
    false,
    [
      ['T1@1', 'nothing'],
      ['T2@1', 'nothing'],
    ],
  ],
  [
    'one reviews',
    true,
    [
      ['T1@1', 'nothing'],
      ['T2@1', 'review'],
    ],
  ],
  ['one interdicts', true, [['T1@1', 'interdiction']]],
  ['one reaches the score from which it is remembered', true, [['400@1', 'a score to remember']]],
  ['one stays below it', false, [['400@1', 'a score below it']]],
  ['one has a high score, and is remembered for alerts only', false, [['T1@1', 'a score to remember']]],
  ['a follow-up reaches such a score', false, [['408@1', 'a score to remember', 'follow-up']]],
  [
    'only a report queue is filled',
    false,
    [
      ['137@pantau-1.0.0', 'review'],
      ['T2@1', 'nothing'],
    ],
  ],
  [
    'a report queue is filled and another one reviews',
    true,
    [
      ['137@1', 'review'],
      ['T2@1', 'review'],
    ],
  ],
  [
    'only a follow-up reviews',
    false,
    [
      ['T1@1', 'review', 'follow-up'],
      ['T2@1', 'nothing'],
    ],
  ],
  ['only a follow-up interdicts', false, [['T1@1', 'interdiction', 'follow-up']]],
  [
    'a follow-up and another one review',
    true,
    [
      ['T1@1', 'review', 'follow-up'],
      ['T2@1', 'review'],
    ],
  ],
  [
    'a follow-up reviews and a report queue is filled',
    false,
    [
      ['408@1', 'review', 'follow-up'],
      ['137@1', 'review'],
    ],
  ],
])('where %s: %s', (_what, expected, typologies) => {
  expect(counted(typologies)).toBe(expected)
})

test('results of another plan are refused', () => {
  const plan = examplePlan()
  expect(() => isFinding(plan, [])).toThrow(IntegrityError)
  const results = plan.typologies.map(({ typologyId }) => ({
    typologyId,
    cfg: 'another',
    score: 0,
    review: true,
    interdict: false,
    durationNs: 0,
  }))
  expect(() => isFinding(plan, results)).toThrow(IntegrityError)
})
