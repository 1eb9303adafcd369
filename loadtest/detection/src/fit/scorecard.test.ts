import { describe, expect, it } from 'vitest'
import { calibrateThreshold } from './calibrate-threshold.ts'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import { ALERT_SCORE, fitScorecard } from './scorecard.ts'

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
  weight: new Float32Array(ROWS).fill(1),
}
const options = {
  scenarios: ['cycle'],
  candidates: matrix.rules,
  rulesMax: 3,
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

const row = (score: number, illicit: boolean) => ({ score, isIllicit: illicit, weight: 1 })

describe('a calibrated threshold', () => {
  const calibration = { designed: 500, precisionMin: 0.5, illicitRowsMin: 2 }

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

  it('is the highest score seen where no threshold has enough right', () => {
    expect(calibrateThreshold([row(700, false), row(600, true)], calibration)).toBe(700)
  })

  it('is not there where nothing reached the designed one', () => {
    expect(calibrateThreshold([row(499, true)], calibration)).toBeUndefined()
  })
})
