import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram, runProgram } from '@pantau/testkit'
import type { ProgramRun } from '@pantau/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DetectionResult } from '../src/detection-result.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const RUN_WITHIN_MS = 300_000

let main: string
let folder: string
beforeAll(async () => {
  main = await builtProgram(MAIN)
  folder = await mkdtemp(join(tmpdir(), 'pantau-detection-'))
})
afterAll(() => rm(folder, { recursive: true }))

const bench = (...args: readonly string[]): Promise<ProgramRun> => runProgram(main, args)

describe('npm run bench:detection, at smoke size', () => {
  it(
    'runs two seeds and writes results, plots, vectors and traffic',
    { timeout: RUN_WITHIN_MS },
    async () => {
      const out = join(folder, 'run')
      const { code, output, errors } = await bench(
        ...'--seeds 1,2 --scale 200 --days 6 --config default --out'.split(' '),
        out,
        '--dump-vectors',
        join(folder, 'vectors.tsv'),
        '--dump-traffic',
        join(folder, 'traffic'),
      )
      expect(errors).toContain('Replaying messages')
      expect(code).toBe(0)
      expect(output).toContain('# Detection: base-default-200-6d-seed1-2')
      expect((await readdir(out)).sort()).toEqual([
        'alerts-per-day.svg',
        'delay.svg',
        'precision-recall.svg',
        'result.json',
        'result.md',
        'scenarios.svg',
      ])
      const result: DetectionResult = JSON.parse(await readFile(join(out, 'result.json'), 'utf8'))
      expect(result.runs.map(({ seed }) => seed)).toEqual([1, 2])
      expect(result.configuration.digest).toMatch(/^[0-9a-f]{64}$/)
      expect(result.aggregates.length).toBeGreaterThan(10)
      const [first] = result.runs
      const [head, ...vectors] = (await readFile(join(folder, 'vectors.tsv.seed1'), 'utf8'))
        .trimEnd()
        .split('\n')
      expect(JSON.parse(head ?? '')).toMatchObject({ formatVersion: 1, message: 'pacs.002.001.12' })
      expect(vectors.length).toBe((first?.payments.count ?? 0) + (first?.payments.rejectedIllicit.count ?? 0))
      expect(vectors[0]).toMatch(/^[0-3]\t\d+\t-?\d+\t\d+\t[0-9a-zA-Z]{3}$/)
      const traffic = await readdir(join(folder, 'traffic.seed2'))
      expect(traffic.sort()).toEqual(['account-labels.jsonl', 'labels.jsonl', 'messages.jsonl'])
    },
  )

  it(
    'explains itself, and says what is wrong with what it is asked for',
    { timeout: RUN_WITHIN_MS },
    async () => {
      const scenarios = join(folder, 'scenarios.json')
      await writeFile(scenarios, '{"formatVersion": 1, "name": "x", "scenarios": {"heist": {}}}')
      const [help, unknown, scale, file, configuration] = await Promise.all([
        bench('--help'),
        bench('--speed', '9'),
        bench('--scale', '3'),
        bench('--scenarios', scenarios),
        bench('--config', 'nothing.json'),
      ])
      expect(help.code).toBe(0)
      expect(help.output).toContain('Usage: npm run bench:detection')
      expect([unknown.code, scale.code, file.code, configuration.code]).toEqual([2, 2, 2, 2])
      expect(unknown.errors).toContain("Unknown option '--speed'")
      expect(scale.errors).toContain('--scale must be a whole number from 200')
      expect(file.errors).toContain('/scenarios/heist: is of the unknown type "heist"')
      expect(configuration.errors).toContain('nor a file that can be read')
    },
  )
})
