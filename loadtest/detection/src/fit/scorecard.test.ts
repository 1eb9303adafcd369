import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../random/random-stream.ts'
import { calibrateThreshold } from './calibrate-threshold.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import { ALERT_SCORE, fitScorecard } from './scorecard.ts'
import type { Scorecard, ScorecardPair } from './scorecard.ts'
import { scorecardTypology } from './scorecard-typology.ts'

/** 400 payments: the first rule tells illicit ones apart, the second says nothing of use, the third was never asked, or nothing moved. */
const ROWS = 400
const isIllicit = (row: number): boolean => row % 20 === 0
const matrix: OutcomeMatrix = {
  rules: ['1@1.0.0 a', '2@1.0.0 a', '3@1.0.0 a'],
  outcomes: [
    ['.01', '.02'],
    ['.01', '.02'],
    ['', '.x00'],
  ],
  count: ROWS,
  cells: Uint8Array.from(
    Array.from({ length: ROWS }, (_, row) => [
      isIllicit(row) || row % 40 === 1 ? 1 : 0,
      row % 3 === 0 ? 1 : 0,
      1,
    ]).flat(),
  ),
  scenario: Int16Array.from(Array.from({ length: ROWS }, (_, row) => (isIllicit(row) ? 0 : LAWFUL))),
  scenarios: ['cycle'],
  world: new Uint8Array(ROWS),
  weight: new Float32Array(ROWS).fill(1),
}
const options = {
  scenarios: ['cycle'],
  candidates: matrix.rules,
  rulesMax: 3,
  pairsMax: 0,
  alertProbability: 0.3,
  interdictionProbability: 0.9,
  illicitExcess: 1,
}

describe('a fitted scorecard', () => {
  const scorecard = fitScorecard(matrix, options)
  const weightsOf = (rule: string) => scorecard.rules.find((each) => each.rule === rule)?.weights ?? {}

  it('reaches the alert with the outcome that tells illicit payments, and not without it', () => {
    const rest = Math.max(...Object.values(weightsOf('2@1.0.0 a')))
    expect((weightsOf('1@1.0.0 a')['.02'] ?? 0) + rest).toBeGreaterThanOrEqual(ALERT_SCORE)
    expect((weightsOf('1@1.0.0 a')['.01'] ?? 0) + rest).toBeLessThan(ALERT_SCORE)
    expect(scorecard.interdictionScore).toBeGreaterThan(ALERT_SCORE)
  })

  it('has whole weights from 0 on, and none where no money moved', () => {
    for (const { weights } of scorecard.rules) {
      for (const weight of Object.values(weights)) {
        expect(Number.isInteger(weight)).toBe(true)
        expect(weight).toBeGreaterThanOrEqual(0)
      }
    }
    expect(weightsOf('3@1.0.0 a')).toEqual({})
  })

  it('weighs an exit that lawful payments have and illicit ones have not', () => {
    const exits = { ...matrix, outcomes: [['.x02', '.01'], ...matrix.outcomes.slice(1)] }
    const [first] = fitScorecard(exits, { ...options, rulesMax: 1 }).rules
    expect(first?.weights['.x02']).toBe(0)
    expect(first?.weights['.01']).toBeGreaterThan(0)
  })

  it('is the same for the same payments', () => {
    expect(fitScorecard(matrix, options)).toEqual(scorecard)
  })

  it('keeps the rule that tells most when it may have only one', () => {
    expect(fitScorecard(matrix, { ...options, rulesMax: 1 }).rules.map(({ rule }) => rule)).toEqual([
      '1@1.0.0 a',
    ])
  })
})

const WORLDS = 5
const PAIRED_ROWS = 8000

/**
 * Five worlds. Payments are illicit far more often where the first two rules both say `.02`; the third and the fourth agree on that in the first
 * world only.
 */
function pairedMatrix(scenarioCount: number): OutcomeMatrix {
  const random = new RandomStream(1, 'pairs of outcomes')
  const rows = Array.from({ length: PAIRED_ROWS }, (_, row) => {
    const cells = Array.from({ length: 4 }, () => (random.next() < 0.5 ? 1 : 0))
    const [first, second, third, fourth] = cells
    const world = row % WORLDS
    const isMarked = first === 1 && second === 1
    const isMarkedHere = world === 0 && third === 1 && fourth === 1
    const isFound = random.next() < (isMarked || isMarkedHere ? 0.4 : 0.03)
    return { cells, world, scenario: isFound ? Math.floor(random.next() * scenarioCount) : LAWFUL }
  })
  const outcomes = ['.01', '.02']
  return {
    rules: ['1@1.0.0 a', '2@1.0.0 a', '3@1.0.0 a', '4@1.0.0 a'],
    outcomes: [outcomes, outcomes, outcomes, outcomes],
    count: PAIRED_ROWS,
    cells: Uint8Array.from(rows.flatMap(({ cells }) => cells)),
    scenario: Int16Array.from(rows.map(({ scenario }) => scenario)),
    scenarios: ['cycle', 'fanIn', 'fanOut', 'layers'].slice(0, scenarioCount),
    world: Uint8Array.from(rows.map(({ world }) => world)),
    weight: new Float32Array(PAIRED_ROWS).fill(1),
  }
}

function fitPaired(scenarioCount: number, pairsMax: number): Scorecard {
  const paired = pairedMatrix(scenarioCount)
  return fitScorecard(paired, {
    ...options,
    scenarios: paired.scenarios,
    candidates: paired.rules,
    rulesMax: 4,
    pairsMax,
  })
}

function isOf(one: string, other: string): (pair: ScorecardPair) => boolean {
  return ({ first, second }) => [first.rule, second.rule].toSorted().join() === [one, other].join()
}

describe('outcomes that count together', () => {
  const scorecard = fitPaired(4, 5)
  const weightsOf = (rule: string) => scorecard.rules.find((each) => each.rule === rule)?.weights ?? {}
  const isFirstTwo = isOf('1@1.0.0 a', '2@1.0.0 a')

  it('add where all worlds and several scenarios say so', () => {
    expect(scorecard.pairs.filter(isFirstTwo).map(({ points }) => Math.sign(points))).toEqual([1])
    for (const { rule, weightMin } of scorecard.pairs
      .filter(isFirstTwo)
      .flatMap(({ first, second }) => [first, second])) {
      expect(weightMin).toBe(weightsOf(rule)['.02'])
    }
  })

  it('do not add where only one world says so, or only one scenario', () => {
    const ofOneWorld = scorecard.pairs
      .filter(isOf('3@1.0.0 a', '4@1.0.0 a'))
      .filter(({ points }) => points > 0)
    expect(ofOneWorld).toEqual([])
    expect(fitPaired(1, 5).pairs.filter(({ points }) => points > 0)).toEqual([])
  })

  it('go with what is at stake: a rule adds that to what was fitted, and cuts are at its weights', () => {
    const paired = pairedMatrix(4)
    const staked = fitScorecard(paired, {
      ...options,
      scenarios: paired.scenarios,
      candidates: paired.rules,
      rulesMax: 4,
      pairsMax: 5,
      stakes: { rule: '3@1.0.0 a', logOdds: { '.01': 5, '.02': 0 } },
    })
    const weights = new Map(staked.rules.map((each) => [each.rule, each.weights]))
    expect(weights.get('3@1.0.0 a')?.['.01']).toBeGreaterThan(weights.get('1@1.0.0 a')?.['.02'] ?? Infinity)
    expect(weights.get('3@1.0.0 a')?.['.02']).toBe(0)
    for (const { rule, weightMin } of staked.pairs.flatMap(({ first, second }) => [first, second])) {
      expect(weightMin).toBe(Math.max(...Object.values(weights.get(rule) ?? {})))
    }
  })

  it('are at most as many as are asked for', () => {
    expect(scorecard.pairs.length).toBeGreaterThan(0)
    expect(fitPaired(4, 0).pairs).toEqual([])
    expect(fitPaired(4, 1).pairs).toHaveLength(1)
  })

  it('make a typology whose score is the sum of weights, and of points where both rules weigh enough', () => {
    const face = { number: '499', name: 'Test', description: 'Test', interdicts: false }
    const typology = scorecardTypology(scorecard, face, () => ['.err', '.01', '.02'])
    const termIds = typology.rules.map(({ termId }) => termId)
    const outcomes = fc.array(fc.constantFrom('.err', '.01', '.02'), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(outcomes, (said) => {
        const weights = new Map(
          scorecard.rules.map(
            ({ rule, weights: all }, index) => [rule, all[said[index] ?? ''] ?? 0] as const,
          ),
        )
        const joint = scorecard.pairs.filter(({ first, second }) =>
          [first, second].every(({ rule, weightMin }) => (weights.get(rule) ?? 0) >= weightMin),
        )
        const sum = [...weights.values(), ...joint.map(({ points }) => points)].reduce(
          (total, each) => total + each,
          0,
        )
        expect(evaluate(typology.expression, termIds, [...weights.values()])).toBe(Math.max(0, sum))
      }),
    )
  })
})

/** The operators of scorecards, written down once more. */
function evaluate(expression: unknown, termIds: readonly string[], weights: readonly number[]): number {
  if (!Array.isArray(expression)) {
    return typeof expression === 'number' ? expression : (weights[termIds.indexOf(String(expression))] ?? NaN)
  }
  const [operator, ...operands]: unknown[] = expression
  const values = operands.map((operand) => evaluate(operand, termIds, weights))
  const [first = NaN, ...others] = values
  switch (operator) {
    case 'Add':
      return values.reduce((sum, value) => sum + value)
    case 'Multiply':
      return values.reduce((product, value) => product * value)
    case 'Subtract':
      return others.reduce((rest, value) => rest - value, first)
    case 'Max':
      return Math.max(...values)
    case 'Min':
      return Math.min(...values)
    default:
      return NaN
  }
}

const row = (score: number, illicit: boolean) => ({ score, isIllicit: illicit, weight: 1 })

describe('a calibrated threshold', () => {
  const calibration = { designed: 500, precisionMin: 0.5, illicitRowsMin: 2, isBeyond: false }

  it('is the lowest score at which enough alerts are right', () => {
    const rows = [
      row(900, true),
      row(800, true),
      row(700, false),
      row(600, true),
      row(510, false),
      row(505, false),
      row(500, false),
    ]
    expect(calibrateThreshold(rows, calibration)).toBe(505)
  })

  it('counts all payments of one score together', () => {
    const rows = [
      row(900, true),
      row(800, true),
      ...Array.from({ length: 3 }, () => row(700, false)),
      row(700, true),
    ]
    expect(calibrateThreshold(rows, calibration)).toBe(700)
  })

  it('is the highest score seen, or the next, where no threshold has enough right', () => {
    const rows = [row(700, false), row(600, true)]
    expect(calibrateThreshold(rows, calibration)).toBe(700)
    expect(calibrateThreshold(rows, { ...calibration, isBeyond: true })).toBe(701)
  })

  it('is not there where nothing reached the designed one', () => {
    expect(calibrateThreshold([row(499, true)], calibration)).toBeUndefined()
  })
})
