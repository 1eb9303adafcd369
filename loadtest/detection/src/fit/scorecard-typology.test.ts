import { describe, expect, it } from 'vitest'
import { LAWFUL } from './outcome-matrix.ts'
import type { OutcomeMatrix } from './outcome-matrix.ts'
import { fitScorecard } from './scorecard.ts'
import { scorecardTypology } from './scorecard-typology.ts'

const GATE = '127@1.0.0 a'
const face = { number: '499', name: 'Test', description: 'Test', interdicts: false } as const
const scorecard = {
  rules: [
    { rule: GATE, weights: { '.x01': 90, '.01': 0, '.02': 40 } },
    { rule: '126@1.0.0 a', weights: { '.01': 0, '.02': 70 } },
  ],
  interdictionScore: 900,
}
const outcomesOf = () => ['.err', '.x01', '.01', '.02', '.03']

function weightsOf(typology: ReturnType<typeof scorecardTypology>): readonly (readonly number[])[] {
  return typology.rules.map(({ wghts }) => wghts.map(({ wght }) => Number(wght)))
}

describe('a scorecard as a typology', () => {
  it('is a sum, in which what the fit has not seen weighs nothing', () => {
    const typology = scorecardTypology(scorecard, face, outcomesOf)
    expect(typology.expression).toEqual(['Add', 'v127100ata', 'v126100ata'])
    expect(weightsOf(typology)).toEqual([
      [0, 90, 0, 40, 0],
      [0, 0, 0, 70, 0],
    ])
  })

  it('is nothing where its gate is closed, and its gate is open wherever it is not said to be closed', () => {
    const gate = { rule: GATE, closedBy: ['.err', '.x01'] }
    const typology = scorecardTypology(scorecard, { ...face, gate }, outcomesOf)
    expect(typology.expression).toEqual([
      'Multiply',
      ['Min', 1, 'v127100ata'],
      ['Add', 'v127100ata', 'v126100ata'],
    ])
    expect(weightsOf(typology)).toEqual([
      [0, 0, 1, 40, 1],
      [0, 0, 0, 70, 0],
    ])
  })
})

describe('a fit to a part of the payments', () => {
  const ROWS = 400
  /** The first rule tells all of it where the second one says `.02`, and the contrary elsewhere. */
  const matrix: OutcomeMatrix = {
    rules: ['1@1.0.0 a', '2@1.0.0 a', '3@1.0.0 a'],
    outcomes: [
      ['.01', '.02'],
      ['.01', '.02'],
      ['.01', '.02'],
    ],
    count: ROWS,
    cells: Uint8Array.from(
      Array.from({ length: ROWS }, (_, row) => [
        (row % 10 === 0) === row % 4 < 2 ? 1 : 0,
        row % 4 < 2 ? 1 : 0,
        row % 3 === 0 ? 1 : 0,
      ]).flat(),
    ),
    scenario: Int16Array.from(Array.from({ length: ROWS }, (_, row) => (row % 10 === 0 ? 0 : LAWFUL))),
    scenarios: ['cycle'],
    weight: new Float32Array(ROWS).fill(1),
  }
  const options = {
    scenarios: ['cycle'],
    candidates: ['1@1.0.0 a', '3@1.0.0 a'],
    rulesMax: 2,
    alertProbability: 0.3,
    interdictionProbability: 0.9,
    illicitExcess: 1,
  }
  const of = (outcome: number) => (row: number) => matrix.cells[3 * row + 1] === outcome

  it('looks at no others', () => {
    const [there, elsewhere] = [1, 0].map((outcome) => {
      const { rules } = fitScorecard(matrix, { ...options, isRow: of(outcome) })
      return rules.find(({ rule }) => rule === '1@1.0.0 a')?.weights
    })
    expect(there?.['.02']).toBeGreaterThan(there?.['.01'] ?? Infinity)
    expect(elsewhere?.['.01']).toBeGreaterThan(elsewhere?.['.02'] ?? Infinity)
  })

  it('uses the rules that are needed before those that tell most', () => {
    const { rules } = fitScorecard(matrix, {
      ...options,
      isRow: of(1),
      rulesMax: 1,
      needed: ['3@1.0.0 a'],
    })
    expect(rules.map(({ rule }) => rule)).toEqual(['3@1.0.0 a'])
  })
})
