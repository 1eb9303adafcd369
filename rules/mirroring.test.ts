import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exit, measure } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import {
  commissionedMirroringParameters,
  measureMirroring,
  mirroredCredits,
  mirroringParameters,
  ratioRange,
} from './mirroring.ts'

const DAY_MS = 86_400_000

const isIn = (ratio: number, { ratioMin, ratioMax }: ReturnType<typeof ratioRange>): boolean =>
  ratio >= ratioMin && ratio < ratioMax

async function defaultRatios(folder: string): Promise<ReturnType<typeof ratioRange>> {
  const text = await readFile(join(import.meta.dirname, folder, 'config.default.json'), 'utf8')
  const { config }: { config: { parameters: ReturnType<typeof ratioRange> } } = JSON.parse(text)
  return config.parameters
}

describe('the range of ratios that follows from tolerance and commission', () => {
  test.each([
    ['less the tolerance', 1000, 900, 0.1, 0],
    ['more the tolerance', 1000, 1100, 0.1, 0],
    ['less the tolerance, after commission', 1000, 1000, 0.1, 0.1],
    ['more the tolerance, after commission', 900, 1100, 0.1, 0.1],
    ['exactly, without tolerance', 700, 700, 0, 0],
  ])('holds its ends: %s', (_name, debit, credits, tolerance, commission) => {
    expect(isIn(debit / credits, ratioRange({ tolerance }, commission))).toBe(true)
  })

  test.each([
    ['740 of 750, nothing kept', 740, 750, 0, true],
    ['740 of 300, nothing kept', 740, 300, 0, false],
    ['900 of 1000, nothing kept', 900, 1000, 0, false],
    ['900 of 1000, a tenth kept', 900, 1000, 0.1, true],
    ['1000 of 1000, a tenth kept', 1000, 1000, 0.1, true],
    ['1010 of 1000, a tenth kept', 1010, 1000, 0.1, false],
  ])('%s', (_name, debit, credits, commission, expected) => {
    expect(isIn(debit / credits, ratioRange({ tolerance: 0.1 }, commission))).toBe(expected)
  })

  test('holds what the published condition holds, and nothing else', () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 })
    const percentage = fc.integer({ min: 0, max: 50 })
    fc.assert(
      fc.property(amount, amount, percentage, percentage, (debit, credits, tolerancePercent, keptPercent) => {
        // |credits * (1 - kept) - debit| <= tolerance * debit, in whole numbers.
        const difference = Math.abs(credits * (100 - keptPercent) - 100 * debit)
        const range = ratioRange({ tolerance: tolerancePercent / 100 }, keptPercent / 100)
        expect(isIn(debit / credits, range)).toBe(difference <= tolerancePercent * debit)
      }),
      { numRuns: 2_000 },
    )
  })

  test('gives way to ends that are configured', () => {
    expect(ratioRange({ tolerance: 0.1, ratioMin: 0.8, ratioMax: 0.985 }, 0.1)).toEqual({
      ratioMin: 0.8,
      ratioMax: 0.985,
    })
  })

  test('has a tolerance of a tenth by default', () => {
    expect(ratioRange({}, 0.1)).toEqual(ratioRange({ tolerance: 0.1 }, 0.1))
  })
})

test.each([
  ['debtor', '025-mirroring-debtor', '027-commissioned-mirroring-debtor'],
  ['creditor', '024-mirroring-creditor', '026-commissioned-mirroring-creditor'],
])(
  'no ratio is both with and without commission on the side of the %s, by default',
  async (...[, plain, kept]) => {
    const [withoutCommission, withCommission] = await Promise.all([plain, kept].map(defaultRatios))
    expect(withCommission?.ratioMax).toBe(withoutCommission?.ratioMin)
  },
)

test('fifty credits are added up, unless fewer are asked for', () => {
  const parameters = { maxQueryRange: DAY_MS, ratioMin: 0.8, ratioMax: 0.985 }
  const fact = { kind: 'mirrored-credits', party: 'debtor', windowMs: DAY_MS, ratioMin: 0.8, ratioMax: 0.985 }
  expect(mirroredCredits('debtor', parameters, 0.1)).toEqual({ ...fact, depthMax: 50 })
  expect(mirroredCredits('debtor', { ...parameters, maxDepth: 3 }, 0.1)).toEqual({ ...fact, depthMax: 3 })
})

describe('parameters', () => {
  const schemas = [Compile(mirroringParameters), Compile(commissionedMirroringParameters)]

  test.each([
    {},
    { maxQueryRange: 0 },
    { maxQueryRange: DAY_MS, tolerance: -0.1 },
    { maxQueryRange: DAY_MS, tolerance: 1 },
    { maxQueryRange: DAY_MS, maxDepth: 0 },
    { maxQueryRange: DAY_MS, maxDepth: 51 },
    { maxQueryRange: DAY_MS, ratioMin: 0 },
    { maxQueryRange: DAY_MS, ratioMin: 0.9, ratioMax: 0.9 },
    { maxQueryRange: DAY_MS, ratioMin: 1, ratioMax: 0.9 },
    { maxQueryRange: DAY_MS, ratioMin: 5 },
  ])('%j are refused', (parameters) => {
    expect(schemas.map((schema) => schema.Check(parameters))).toEqual([false, false])
  })

  test.each([-0.1, 1, '0.1'])('a commission of %j is refused', (commission) => {
    expect(schemas[1]?.Check({ maxQueryRange: DAY_MS, commission })).toBe(false)
  })
})

test.each([
  ['match' as const, 3, measure(3)],
  ['none' as const, 0, exit('.x03')],
  ['no-credit' as const, 0, exit('.x01')],
  ['no-debit' as const, 0, exit('.x01')],
])('%s is told', (found, depth, measurement) => {
  expect(measureMirroring({ found, depth })).toEqual(measurement)
})
