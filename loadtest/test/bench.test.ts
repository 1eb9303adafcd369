import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram, runProgram } from '@pantau/testkit'
import type { ProgramRun } from '@pantau/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BenchmarkResult } from '../src/benchmark-result.ts'
import { buildServices } from '../src/build-services.ts'
import type { SweepResult } from '../src/sweep/sweep-report.ts'
import { PANTAU_SERVICES } from '../src/pantau-services.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const RUN_WITHIN_MS = 300_000
/** From tms through four stages. */
const HOPS = 4

let main: string
let parent: string
let out: string
beforeAll(async () => {
  main = await builtProgram(MAIN)
  parent = await mkdtemp(join(tmpdir(), 'pantau-bench-'))
  out = join(parent, 'run')
  await buildServices([...PANTAU_SERVICES, 'standalone'])
})
afterAll(() => rm(parent, { recursive: true }))

const bench = (...args: readonly string[]): Promise<ProgramRun> => runProgram(main, args)
/** Without warm-ups: they cost seconds of every core, and these runs measure nothing. */
const benchCold = (...args: readonly string[]): Promise<ProgramRun> => bench('--cold', ...args)

describe('npm run bench, at smoke size', () => {
  it(
    'runs all services under load, and ends with a ledger that holds',
    { timeout: RUN_WITHIN_MS },
    async () => {
      const { code, output, errors } = await benchCold(
        ...'--rate 20 --seconds 3 --warmup 1 --accounts 50 --history 200 --tls --nats-sync always --out'.split(
          ' ',
        ),
        out,
      )
      expect(errors).toContain('All answers are there')
      expect(code).toBe(0)
      expect(output).toContain('| Ledger | holds |')
      const result: BenchmarkResult = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
      expect(result.ledger).toMatchObject({ reportsAccepted: 80, reportsNotEvaluated: 0, holds: true })
      expect(result.ftps).toBeGreaterThan(0)
      expect(result.acceptToEvaluation.count).toBeGreaterThan(0)
      expect(result.acceptToEvaluation.p50Ms).toBeGreaterThan(0)
      expect(result.dueToEvaluation.p50Ms).toBeGreaterThan(result.acceptToEvaluation.p50Ms)
      expect(result.walBytesPerPayment).toBeGreaterThan(1000)
      expect(result.heapBytesPerPayment).toBeGreaterThan(1000)
      expect(result.brokerBytesPerPayment).toBeGreaterThan(1000)
      // One for each hop, and fewer where events share a frame.
      expect(result.brokerMessagesPerPayment).toBeGreaterThan(0)
      expect(result.brokerMessagesPerPayment).toBeLessThanOrEqual(HOPS)
      expect(result.roundTripsPerPayment).toBeGreaterThan(0)
      expect(result.history).toMatchObject({ payments: 200 })
      expect(result.configuration).toMatchObject({ name: 'pantau-default', messages: 'pacs.002.001.12' })
      expect(output).toContain(`| rules | ${result.configuration.rules} |`)
      expect(result.durability).toMatchObject({ synchronous_commit: 'on', 'nats sync_interval': 'always' })
      const costs = new Map(result.processes.map(({ name, cpuSeconds }) => [name, cpuSeconds]))
      for (const name of [
        'tms',
        'event-director',
        'rule-processor',
        'typology-processor',
        'tadp',
        'postgres',
        'driver',
      ]) {
        expect(costs.get(name)).toBeGreaterThan(0)
      }
      expect(await readFile(join(out, 'latency.svg'), 'utf8')).toContain('<polyline')
    },
  )

  it('runs the standalone process as well', { timeout: RUN_WITHIN_MS }, async () => {
    const folder = join(parent, 'standalone')
    const { code } = await benchCold(
      ...'--target standalone --mode closed --clients 2 --traces 1 --payments 30 --hot-share 0.5 --seconds 20 --warmup 0 --out'.split(
        ' ',
      ),
      folder,
    )
    expect(code).toBe(0)
    const result: BenchmarkResult = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))
    expect(result.ledger).toMatchObject({ reportsAccepted: 30, holds: true })
    expect(result.processes.map(({ name }) => name)).toEqual([
      'standalone',
      'postgres',
      'span sink',
      'driver',
    ])
    expect(result.options).toMatchObject({ tracesRatio: 1 })
    // At least the requests of both messages and the evaluation of each payment.
    expect(result.spansReceived).toBeGreaterThanOrEqual(90)
    expect(result.acceptToEvaluation.count).toBe(30)
    expect(result.hotAccount).toMatchObject({ toHotAccount: { count: 15 }, toOthers: { count: 15 } })
  })

  it(
    'spreads payments over tenants with tokens of their own, who get their decisions in the replies',
    { timeout: RUN_WITHIN_MS },
    async () => {
      const folder = join(parent, 'tenants')
      const { code, errors } = await benchCold(
        ...'--target evaluator --mode closed --clients 2 --payments 30 --tenants 3 --wait 9 --seconds 20 --warmup 0 --out'.split(
          ' ',
        ),
        folder,
      )
      expect({ code, errors }).toMatchObject({ code: 0 })
      const result: BenchmarkResult = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))
      expect(result.ledger).toMatchObject({ reportsAccepted: 30, holds: true })
      expect(result.load.answers).toEqual({ 200: 60 })
      expect(result.load.decisions).toEqual({ decided: 30 })
      expect(result.brokerMessagesPerPayment).toBeGreaterThan(0)
      expect(result.brokerMessagesPerPayment).toBeLessThanOrEqual(1)
    },
  )

  it('sweeps over a variable', { timeout: RUN_WITHIN_MS }, async () => {
    const folder = join(parent, 'sweep')
    const { code, output } = await benchCold(
      ...'--sweep rules --values 1,60 --target standalone --clients 2 --payments 20 --seconds 20 --warmup 0 --out'.split(
        ' ',
      ),
      folder,
    )
    expect(code).toBe(0)
    expect(output).toContain('| For one more of rules |')
    const swept: SweepResult = JSON.parse(await readFile(join(folder, 'sweep.json'), 'utf8'))
    expect(swept.rows).toMatchObject([
      { value: 1, ledgerHolds: true },
      { value: 60, ledgerHolds: true },
    ])
    const run: BenchmarkResult = JSON.parse(await readFile(join(folder, 'rules-60', 'result.json'), 'utf8'))
    expect(run.configuration).toMatchObject({ name: 'pantau-default, 60 rules', rules: 60, typologies: 1 })
    expect(run.options).not.toHaveProperty('sweep')
    expect(await readFile(join(folder, 'sweep.md'), 'utf8')).toBe(output)
  })

  it('puts results side by side', async () => {
    const { code, output } = await bench('report', join(out, 'result.json'))
    expect(code).toBe(0)
    expect(output).toContain('| services, open loop, 20 payments/s, 3 s, 200 of history, TLS |')
  })

  it('explains itself, and refuses what it does not know', async () => {
    expect((await bench('--help')).output).toContain('Usage: npm run bench')
    const refused = await bench('--speed', '9')
    expect(refused.code).toBe(2)
    expect(refused.errors).toContain("Unknown option '--speed'")
    const again = await bench('--rate', '20', '--out', parent)
    expect(again.code).toBe(2)
    expect(again.errors).toContain(`--out must not exist yet, and all above it must be folders: '${parent}'`)
  })
})
