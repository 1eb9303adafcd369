import { describe, expect, it } from 'vitest'
import { configurationSet } from '@pantau/typologies'
import { parseBenchOptions } from '../bench-options.ts'
import type { BenchmarkResult } from '../benchmark-result.ts'
import { summarizeSet } from '../configuration-summary.ts'
import { fitLine } from './line-fit.ts'
import { sweepPoints } from './sweep-points.ts'
import { sweepReport, sweepResult } from './sweep-report.ts'
import { setOfRules, setOfTypologies } from './synthetic-set.ts'

const BASE = configurationSet('pantau-default')
const OPTIONS = parseBenchOptions('--mode closed --title t --out /tmp/o'.split(' '), new Date(0))

describe('synthetic configuration sets', () => {
  it.each([1, 33, 330])('have %i rules, which compile', (count) => {
    expect(summarizeSet('s', setOfRules(BASE, count))).toMatchObject({ rules: count, typologies: 1 })
  })

  it('have more typologies over the same rules', () => {
    const one = summarizeSet('s', setOfTypologies(BASE, 1))
    const many = summarizeSet('s', setOfTypologies(BASE, 280))
    expect(one.typologies).toBe(1)
    expect(many.typologies).toBe(280)
    // Event-flow control is no rule of the set; typologies of the base may name it besides.
    expect(many.rules - one.rules).toBeLessThanOrEqual(1)
    expect(many.facts).toBe(one.facts)
  })
})

describe('the runs of a sweep', () => {
  it('differ in one thing', () => {
    const points = sweepPoints({ variable: 'hot', values: [0, 0.5] }, OPTIONS, BASE)
    expect(points.map(({ options }) => options)).toEqual([
      { ...OPTIONS, hotShare: 0, title: 't, hot 0', outFolder: '/tmp/o/hot-0' },
      { ...OPTIONS, hotShare: 0.5, title: 't, hot 0.5', outFolder: '/tmp/o/hot-0.5' },
    ])
    expect(points[1]?.configuration).toEqual(BASE)
  })

  it.each([
    ['tenants', 3, { tenantCount: 3 }],
    ['accounts', 500, { accountCount: 500 }],
    ['size', 1_000, { paddingBytes: 1_000 }],
    ['history', 9, { historyCount: 9 }],
  ] as const)('set %s', (variable, value, changed) => {
    expect(sweepPoints({ variable, values: [value] }, OPTIONS, BASE)[0]?.options).toMatchObject(changed)
  })

  it('name a set that was made for them', () => {
    const [point] = sweepPoints({ variable: 'rules', values: [5] }, OPTIONS, BASE)
    expect(point?.configurationName).toBe('pantau-default, 5 rules')
    expect(point?.configuration.rules).toHaveLength(5)
  })
})

describe('a line through the runs', () => {
  it('has the slope of points that lie on one', () => {
    const line = fitLine([0, 1, 5].map((x) => ({ x, y: 3 + 2 * x })))
    expect(line.slope).toBeCloseTo(2)
    expect(line.explained).toBeCloseTo(1)
  })

  it('says nothing where there is nothing to say', () => {
    expect(fitLine([{ x: 1, y: 1 }])).toEqual({ slope: undefined, explained: undefined })
    expect(
      fitLine([
        { x: 1, y: 4 },
        { x: 2, y: 6 },
      ]),
    ).toEqual({ slope: 2, explained: undefined })
    expect(fitLine([1, 2, 3].map((x) => ({ x, y: 4 })))).toEqual({ slope: 0, explained: undefined })
  })
})

/** Of a whole result, what a sweep reads. */
function resultOf(ftps: number, tmsMs: number, holds: boolean): BenchmarkResult {
  const processes = [
    ['tms', tmsMs],
    ['postgres', 0.5],
    ['driver', 9],
  ] as const
  return {
    startedAt: '2026-11-21T00:00:00.000Z',
    machine: { processor: 'AMD EPYC', processors: 2 },
    ftps,
    acceptToEvaluation: { p50Ms: 10, p99Ms: 20 },
    walBytesPerPayment: 11_000,
    heapBytesPerPayment: 9_000,
    processes: processes.map(([name, cpuMsPerPayment]) => ({ name, cpuMsPerPayment })),
    ledger: { holds },
  } as unknown as BenchmarkResult
}

describe('the report of a sweep', () => {
  const result = sweepResult('rules', 'rules', [
    { value: 1, result: resultOf(900, 0.4, true) },
    { value: 101, result: resultOf(800, 0.5, false) },
  ])

  it('has a row for each run and the change for one more', () => {
    expect(result.slopes['CPU ms, all but the driver'].slope).toBeCloseTo(0.001)
    expect(result.slopes.FTPS.slope).toBeCloseTo(-1)
    const report = sweepReport(result)
    expect(report).toContain('| 1 | 900 | 10.000 | 20.000 | 0.900 | 0.400 | 0.500 | 11000 | 9000 | holds |')
    expect(report).toContain('| 101 | 800 |')
    expect(report).toContain('**does not hold**')
    expect(report).toContain('| CPU ms, tms | 0.00100 |  |')
  })
})
