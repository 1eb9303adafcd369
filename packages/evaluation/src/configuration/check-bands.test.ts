import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selectBand } from '../outcome/select-band.ts'
import { checkBands } from './check-bands.ts'
import type { Band } from './rule-configuration.ts'

function bandsAt(edges: readonly number[]): Band[] {
  return [...edges, undefined].map((upper, index) => {
    const lower = index === 0 ? undefined : edges[index - 1]
    return {
      subRuleRef: `.${index}`,
      reason: '',
      ...(lower === undefined ? {} : { lowerLimit: lower }),
      ...(upper === undefined ? {} : { upperLimit: upper }),
    }
  })
}

const pathsOf = (bands: readonly Band[], bandEdgeMax?: number): readonly string[] =>
  checkBands(bands, bandEdgeMax, '/bands').map((problem) => problem.path)

const limit = fc.double({ noNaN: true, noDefaultInfinity: true })
const sortedEdges = fc
  .uniqueArray(
    limit.map((value) => value + 0),
    { maxLength: 8 },
  )
  .map((edges) => edges.sort((a, b) => a - b))

describe('sound bands', () => {
  test('one band without limits holds everything', () => {
    expect(pathsOf(bandsAt([]))).toEqual([])
  })

  test('a limit of 0 is a limit like any other', () => {
    const bands = bandsAt([0])
    expect(pathsOf(bands)).toEqual([])
    expect(selectBand(bands, -1)?.subRuleRef).toBe('.0')
    expect(selectBand(bands, 0)?.subRuleRef).toBe('.1')
  })

  test('hold every number exactly once', () => {
    fc.assert(
      fc.property(sortedEdges, limit, (edges, value) => {
        const bands = bandsAt(edges)
        expect(pathsOf(bands)).toEqual([])
        for (const number of [value, ...edges]) {
          const holding = bands.filter((band) => selectBand([band], number) !== undefined)
          expect(holding).toHaveLength(1)
          expect(selectBand(bands, number)).toBe(holding[0])
        }
      }),
    )
  })
})

test('whatever bands pass the check hold every number exactly once', () => {
  const edge = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined })
  const band = fc.record({ lower: edge, upper: edge }).map(({ lower, upper }): Band => ({
    subRuleRef: '.01',
    reason: '',
    ...(lower === undefined ? {} : { lowerLimit: lower }),
    ...(upper === undefined ? {} : { upperLimit: upper }),
  }))
  const probes = [-1e9, -3.5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 3.5, 1e9]
  fc.assert(
    fc.property(fc.array(band, { minLength: 1, maxLength: 3 }), (bands) => {
      const exactlyOnce = probes.every(
        (probe) => bands.filter((each) => selectBand([each], probe) !== undefined).length === 1,
      )
      if (pathsOf(bands).length === 0) {
        expect(exactlyOnce).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})

describe('refused', () => {
  const [low, middle, high] = bandsAt([0, 10]) as [Band, Band, Band]

  test('a gap', () => {
    expect(pathsOf([low, { ...middle, lowerLimit: 1 }, high])).toEqual(['/bands/1/lowerLimit'])
  })

  test('an overlap', () => {
    expect(pathsOf([low, middle, { ...high, lowerLimit: 9 }])).toEqual(['/bands/2/lowerLimit'])
  })

  test('bands out of order', () => {
    expect(pathsOf([low, high, middle])).toEqual([
      '/bands/1/lowerLimit',
      '/bands/2/lowerLimit',
      '/bands/2/upperLimit',
    ])
  })

  test('numbers below the first band or above the last', () => {
    expect(pathsOf([{ ...low, lowerLimit: -5 }, middle, high])).toEqual(['/bands/0/lowerLimit'])
    expect(pathsOf([low, middle, { ...high, upperLimit: 20 }])).toEqual(['/bands/2/upperLimit'])
  })

  test('a band that is empty or upside down', () => {
    expect(pathsOf([low, { ...middle, upperLimit: 0 }, { ...high, lowerLimit: 0 }])).toEqual([
      '/bands/1/upperLimit',
    ])
    expect(pathsOf([low, { ...middle, upperLimit: -1 }, { ...high, lowerLimit: -1 }])).toEqual([
      '/bands/1/upperLimit',
    ])
  })

  test('an unbounded band in the middle', () => {
    expect(pathsOf([low, { subRuleRef: '.1', reason: '', lowerLimit: 0 }, high])).toEqual([
      '/bands/2/lowerLimit',
    ])
  })

  test('an edge above the largest that the rule measures exactly', () => {
    expect(pathsOf(bandsAt([0, 63]), 63)).toEqual([])
    expect(pathsOf(bandsAt([0, 64]), 63)).toEqual(['/bands/1/upperLimit', '/bands/2/lowerLimit'])
  })
})
