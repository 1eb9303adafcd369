import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BenchmarkResult } from '../src/benchmark-result.ts'
import { buildServices } from '../src/build-services.ts'
import { PANTAU_SERVICES } from '../src/pantau-services.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const RUN_WITHIN_MS = 120_000

let parent: string
let out: string
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'pantau-bench-'))
  out = join(parent, 'run')
  await buildServices([...PANTAU_SERVICES, 'standalone'])
})
afterAll(() => rm(parent, { recursive: true }))

async function bench(...args: readonly string[]): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, ['--conditions=@pantau/source', '--import', 'tsx', MAIN, ...args])
  const [[code], output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { code: Number(code), output, errors }
}

describe('npm run bench, at smoke size', () => {
  it(
    'runs all services under load, and ends with a ledger that holds',
    { timeout: RUN_WITHIN_MS },
    async () => {
      const { code, output, errors } = await bench(
        ...'--rate 20 --seconds 3 --warmup 1 --accounts 50 --tls --nats-sync always --out'.split(' '),
        out,
      )
      expect(errors).toContain('All answers are there')
      expect(code).toBe(0)
      expect(output).toContain('| Ledger | holds |')
      const result: BenchmarkResult = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
      expect(result.ledger).toMatchObject({ reportsAccepted: 80, reportsNotEvaluated: 0, holds: true })
      expect(result.ftps).toBeGreaterThan(10)
      expect(result.acceptToEvaluation.count).toBeGreaterThan(0)
      expect(result.acceptToEvaluation.p50Ms).toBeGreaterThan(0)
      expect(result.dueToEvaluation.p50Ms).toBeGreaterThan(result.acceptToEvaluation.p50Ms)
      expect(result.walBytesPerPayment).toBeGreaterThan(1000)
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
    const { code } = await bench(
      ...'--target standalone --mode closed --clients 2 --payments 30 --seconds 20 --warmup 0 --out'.split(
        ' ',
      ),
      folder,
    )
    expect(code).toBe(0)
    const result: BenchmarkResult = JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))
    expect(result.ledger).toMatchObject({ reportsAccepted: 30, holds: true })
    expect(result.processes.map(({ name }) => name)).toEqual(['standalone', 'postgres', 'driver'])
    expect(result.acceptToEvaluation.count).toBe(30)
  })

  it('puts results side by side', async () => {
    const { code, output } = await bench('report', join(out, 'result.json'))
    expect(code).toBe(0)
    expect(output).toContain('| services, open loop, 20 payments/s, 3 s, TLS |')
  })

  it('explains itself, and refuses what it does not know', async () => {
    expect((await bench('--help')).output).toContain('Usage: npm run bench')
    const refused = await bench('--speed', '9')
    expect(refused.code).toBe(2)
    expect(refused.errors).toContain("Unknown option '--speed'")
  })
})
