import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BenchmarkResult } from '../benchmark-result.ts'
import { SIZING_ASSUMPTIONS, sizeInstallation } from './size-installation.ts'
import { replaceSizingBlock } from './sizing-block.ts'
import { sizingCost, SizingCostError } from './sizing-cost.ts'
import type { SizingCost } from './sizing-cost.ts'
import { sizingReport } from './sizing-report.ts'

const MIB = 1_048_576
const part = (cpuMsPerPayment: number, memoryMib: number) => ({
  cpuMsPerPayment,
  memoryBytes: memoryMib * MIB,
})
const COST: SizingCost = {
  parts: {
    tms: part(0.4, 200),
    evaluator: part(0.2, 100),
    relay: part(0.1, 100),
    postgres: part(0.5, 400),
    broker: part(0.2, 30),
  },
  walBytesPerPayment: 10_000,
  heapBytesPerPayment: 8_000,
  brokerBytesPerPayment: undefined,
}
/** 8,640,000 payments a day are 100 a second. */
const DAY = 8_640_000
const PLAIN = {
  ...SIZING_ASSUMPTIONS,
  peakFactor: 10,
  utilisation: 0.5,
  retentionDays: 100,
  databaseBytesMax: 4e12,
}

describe('the size of an installation', () => {
  it('multiplies what a payment costs', () => {
    expect(sizeInstallation(COST, DAY, PLAIN)).toMatchObject({
      averagePerSecond: 100,
      peakPerSecond: 1_000,
      services: {
        // 1,000 × 0.4 ms is 0.4 of a processor: one at half its time, and one for when that is away.
        tms: { processes: 2, processors: 0.4, memoryBytes: 320 * MIB },
        relay: { processes: 2, processors: 0.1, memoryBytes: 192 * MIB },
      },
      postgresProcessors: 1,
      walBytesPerDay: 86.4e9,
      walBytesPerSecondAtPeak: 10e6,
      heapBytesPerDay: 69.12e9,
      heapBytesKept: 6.912e12,
      brokerBytesPerDay: undefined,
      streams: 1,
      databases: 2,
      databasesBecauseOf: 'disk',
    })
  })

  it('has as many processes as the busiest second asks for', () => {
    const tenfold = sizeInstallation(COST, 10 * DAY, PLAIN)
    expect(tenfold.services.tms.processes).toBe(8)
    expect(tenfold.services.evaluator.processes).toBe(4)
    expect(tenfold.streams).toBe(5)
  })

  it('is divided when a standby could not follow, also where nobody measured the disk', () => {
    const { heapBytesPerPayment: _, ...rest } = COST
    expect(sizeInstallation({ ...rest, heapBytesPerPayment: undefined }, 15 * DAY, PLAIN)).toMatchObject({
      heapBytesKept: undefined,
      databases: 2,
      databasesBecauseOf: 'write-ahead log',
    })
  })

  it('never shrinks with the load, and no process is planned to be busier than asked', () => {
    const payments = fc.double({ min: 1, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(payments, payments, (one, other) => {
        const less = sizeInstallation(COST, Math.min(one, other), PLAIN)
        const more = sizeInstallation(COST, Math.max(one, other), PLAIN)
        for (const service of ['tms', 'evaluator', 'relay'] as const) {
          const [small, large] = [less.services[service], more.services[service]]
          expect(large.processes).toBeGreaterThanOrEqual(small.processes)
          expect(large.processors / large.processes).toBeLessThanOrEqual(PLAIN.utilisation + 1e-9)
        }
        expect(more.databases).toBeGreaterThanOrEqual(less.databases)
        expect((more.heapBytesKept ?? Number.NaN) / more.databases).toBeLessThanOrEqual(
          PLAIN.databaseBytesMax * (1 + 1e-9),
        )
      }),
    )
  })
})

const process = (name: string, cpuMsPerPayment: number, memoryMib: number) => ({
  name,
  cpuSeconds: 1,
  ...part(cpuMsPerPayment, memoryMib),
})
const RESULT = {
  title: 'services, closed loop',
  startedAt: '2026-11-21T00:52:28.940Z',
  machine: { processor: 'AMD EPYC', processors: 2 },
  ledger: { holds: true },
  walBytesPerPayment: 11_733,
  processes: [
    process('tms', 0.2, 231),
    process('tms-2', 0.2, 200),
    process('event-director', 0.07, 75),
    process('tadp', 0.09, 78),
    process('relay', 0.18, 111),
    process('postgres', 0.5, 363),
    process('nats-server', 0.2, 25),
    process('driver', 0.1, 129),
  ],
  // Of a whole result, what a capacity guide reads.
} as unknown as BenchmarkResult

describe('the cost of a payment', () => {
  it('adds up the processes of a part, without the driver', () => {
    const cost = sizingCost(RESULT)
    expect(cost.parts.tms).toEqual(part(0.4, 231))
    expect(cost.parts.evaluator.cpuMsPerPayment).toBeCloseTo(0.16)
    expect(cost.parts.evaluator.memoryBytes).toBe(78 * MIB)
    expect(cost).toMatchObject({ walBytesPerPayment: 11_733, heapBytesPerPayment: undefined })
  })

  it('counts a decider as tms, and the measured time alone where it is told apart', () => {
    const processes = [
      { ...process('decider', 0.6, 400), warmCpuMsPerPayment: 0.5 },
      { ...process('decider-2', 0.5, 380), warmCpuMsPerPayment: 0.25 },
      ...RESULT.processes.filter(({ name }) => !name.startsWith('tms')),
    ]
    expect(sizingCost({ ...RESULT, processes }).parts.tms).toEqual(part(0.75, 400))
  })

  it('is not taken from a run without a result, or of one process', () => {
    expect(() => sizingCost({ ...RESULT, ledger: { ...RESULT.ledger, holds: false } })).toThrow(
      SizingCostError,
    )
    expect(() => sizingCost({ ...RESULT, processes: [process('standalone', 1, 1)] })).toThrow(
      'no process for tms',
    )
  })
})

describe('the tables of the guide', () => {
  const cost = sizingCost(RESULT)
  const report = sizingReport(
    RESULT,
    cost,
    PLAIN,
    [1e6, 100e6].map((load) => sizeInstallation(cost, load, PLAIN)),
  )

  it('say what was measured, what was not, and what is taken for granted', () => {
    const words = report.replaceAll(/ {2,}/g, ' ')
    expect(report).toContain('From the run “services, closed loop” of 2026-11-21, 2 × AMD EPYC.')
    expect(words).toContain('| tables and indexes | not measured |')
    expect(words).toContain('| busiest second over the average one | × 10 |')
    expect(words).toContain('| Payments per day | 1 M | 100 M |')
    expect(words).toContain('| write-ahead log per day | 12 GB | 1.2 TB |')
    expect(words).toContain('| databases | 1 | 2 (write-ahead log) |')
  })

  it('replace those on the page, and nothing else', () => {
    const page =
      '# Sizing\n\n<!-- sizing: begin, written by npm run sizing -->\nold\n<!-- sizing: end -->\n\nMore.\n'
    const once = replaceSizingBlock(page, report)
    expect(once).toContain(report.trimEnd())
    expect(once).not.toContain('old')
    expect(once.startsWith('# Sizing')).toBe(true)
    expect(once.endsWith('\n\nMore.\n')).toBe(true)
    expect(replaceSizingBlock(once, report)).toBe(once)
    expect(() => replaceSizingBlock('# Sizing', report)).toThrow(TypeError)
  })
})
