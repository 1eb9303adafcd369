import { describe, expect, it } from 'vitest'
import { benchmarkComparison, benchmarkReport } from './benchmark-report.ts'
import type { BenchmarkResult, ExactLatency } from './benchmark-result.ts'
import { latencyPlot } from './latency-plot.ts'
import { LoadMetrics } from './load-metrics.ts'

const LATENCY: ExactLatency = {
  count: 1000,
  meanMs: 12.34,
  p50Ms: 11,
  p95Ms: 20,
  p99Ms: 31,
  p999Ms: 77,
  maxMs: 90,
  within35MsPercent: 99.2,
  within100MsPercent: 100,
  within250MsPercent: 100,
  curve: [],
}

function resultOf(holds: boolean): BenchmarkResult {
  const metrics = new LoadMetrics(0)
  metrics.answered('200')
  metrics.transferAccepted(0, 4)
  metrics.reportAccepted(0, 4, 9)
  return {
    formatVersion: 1,
    title: 'services | open loop',
    startedAt: '2026-08-02T09:14:07.512Z',
    options: { ratePerSecond: 500 },
    configuration: {
      name: 'pantau-default',
      messages: 'pacs.002.001.12',
      rules: 46,
      facts: 51,
      typologies: 29,
    },
    history: { payments: 1_000_000, accounts: 99_321, seconds: 210, databaseBytes: 9_000_000_000 },
    machine: { processors: 2 },
    versions: { node: 'v20.20.2' },
    durability: { synchronous_commit: 'on' },
    load: metrics.summary(),
    heldBackCount: 0,
    measuredSeconds: 60,
    ftps: 499.95,
    backlogAtLoadEnd: 3,
    drainMs: 14,
    acceptToEvaluation: LATENCY,
    dueToEvaluation: LATENCY,
    walBytesPerPayment: 5800,
    walSyncsPerPayment: 0.2,
    processes: [
      { name: 'tms', cpuSeconds: 10, cpuMsPerPayment: 0.33, memoryBytes: 104_857_600 },
      { name: 'postgres', cpuSeconds: 20, cpuMsPerPayment: 0.67, memoryBytes: 209_715_200 },
    ],
    timeline: [],
    ledger: {
      messagesSent: 2,
      transfersAccepted: 1,
      reportsAccepted: 1,
      transfersNotStored: 0,
      reportsNotStored: 0,
      reportsNotEvaluated: holds ? 0 : 1,
      messagesStoredTwice: 0,
      messagesEvaluatedTwice: 0,
      examples: [],
      holds,
    },
    failures: [],
  }
}

describe('the benchmark report', () => {
  it('shows throughput, tail, cost, conditions and the ledger', () => {
    const report = benchmarkReport(resultOf(true))
    expect(report).toContain(
      '| accepted → evaluation | 1000 | 12.3 | 11.0 | 20.0 | 31.0 | 77.0 | 90.0 | 99.20 % |',
    )
    expect(report).toContain('| **all** | 30.0 | 1.000 |  | 300 |')
    expect(report).toContain('| synchronous_commit | on |')
    expect(report).toContain('| Payments held back by the driver | 0 |')
    expect(report).toContain('| rules | 46 |')
    expect(report).toContain('| payments | 1000000 |')
    expect(report).toContain('| Ledger | holds |')
  })

  it('says loudly when the ledger does not hold', () => {
    expect(benchmarkReport(resultOf(false))).toContain('| Ledger | **does not hold** |')
    expect(benchmarkReport(resultOf(false))).toContain('| pacs.002 answered 200 and not evaluated | 1 |')
  })

  it('says how many replies had a decision, where they were asked for', () => {
    const result = resultOf(true)
    const report = benchmarkReport({ ...result, load: { ...result.load, decisions: { decided: 7 } } })
    expect(report).toContain('| Replies that say decided | 7 |')
    expect(report).toContain('| pacs.002 due → decision in the reply | 1 |')
    expect(benchmarkReport(result)).toContain('| pacs.002 due → 200 | 1 |')
  })

  it('does not pass off the latencies of a closed loop as the system’s', () => {
    const closed = { ...resultOf(true), options: { mode: 'closed' } }
    expect(benchmarkReport(closed)).toContain('Closed loop: the driver asks less when the system is slow')
    expect(benchmarkReport(resultOf(true))).not.toContain('Closed loop')
  })

  it('puts runs side by side, with titles that cannot break the table', () => {
    const lines = benchmarkComparison([resultOf(true), resultOf(false)])
      .trim()
      .split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[2]).toBe(
      '| services \\| open loop | 499.9 | 11.0 | 31.0 | 77.0 | 90.0 | 1.00 | 5800 | 14 | holds |',
    )
  })
})

describe('the latency plot', () => {
  it('draws one line per curve, within the picture, and escapes names', () => {
    const svg = latencyPlot('a < b', [
      {
        name: 'x & y',
        points: [
          [0, 1],
          [50, 10],
          [99.9, 40],
          [100, 90],
        ],
      },
      {
        name: 'z',
        points: [
          [0, 0],
          [100, 2],
        ],
      },
    ])
    expect(svg.match(/<polyline/g)).toHaveLength(2)
    expect(svg).toContain('a &lt; b')
    expect(svg).toContain('x &amp; y')
    const coordinates = [...svg.matchAll(/points="([^"]+)"/g)].flatMap((match) => match[1]?.split(' ') ?? [])
    for (const coordinate of coordinates) {
      const [x, y] = coordinate.split(',').map(Number)
      expect(x).toBeGreaterThanOrEqual(64)
      expect(x).toBeLessThanOrEqual(704)
      expect(y).toBeGreaterThanOrEqual(40)
      expect(y).toBeLessThanOrEqual(312)
    }
  })
})
