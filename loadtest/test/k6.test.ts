import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MESSAGE_SCHEMAS, parseMessage } from '@pantau/iso20022'
import { waitUntil } from '@pantau/testkit'
import { buildServices } from '../src/build-services.ts'
import { BUILT_K6, findK6 } from '../src/k6/find-k6.ts'
import { K6_SCENARIOS } from '../src/k6/scenario-defaults.ts'
import { createPaymentSource } from '../src/payment-source.ts'
import { startStandalone } from '../src/start-standalone.ts'
import type { SystemUnderTest } from '../src/system-under-test.ts'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))
const MAIN = join(REPOSITORY, 'loadtest', 'src', 'k6', 'main.ts')
const SCRIPTS = join(REPOSITORY, 'loadtest', 'k6')
const COMPILED_WITHIN_MS = 120_000
const STARTED_WITHIN_MS = 240_000
const RUN_WITHIN_MS = 300_000
const EVALUATED_WITHIN_MS = 120_000
/** https://grafana.com/docs/k6/latest/using-k6/thresholds/ */
const EXIT_THRESHOLD_CROSSED = 99

const k6 = findK6({ environment: process.env, builtPath: BUILT_K6 })
// Reporters show the names of slow tests only.
process.stderr.write(
  k6 === undefined
    ? '[k6] not on this machine: the scripts are compiled and their messages checked, but not run\n'
    : `[k6] ${k6.version} (${k6.path}): the smoke scenario is run\n`,
)

interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

async function runProgram(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Ended> {
  const child = spawn(command, args, { env: { ...environment }, cwd: REPOSITORY })
  const [[code], output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  return { code: Number(code), output, errors }
}

/** `npm run k6 -- …`, without npm. */
function launch(
  args: readonly string[],
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<Ended> {
  return runProgram(
    process.execPath,
    ['--conditions=@pantau/source', '--import', 'tsx', MAIN, ...args],
    environment,
  )
}

describe('the k6 scripts', () => {
  it('compile against the types of k6, without those of Node', { timeout: COMPILED_WITHIN_MS }, async () => {
    const compiler = join(REPOSITORY, 'node_modules', '.bin', 'tsc')
    const { code, output } = await runProgram(compiler, ['-p', SCRIPTS, '--listFilesOnly'])
    expect(output).not.toContain('@types/node')
    for (const scenario of K6_SCENARIOS) {
      expect(output).toContain(`/k6/${scenario}.ts`)
    }
    expect(code).toBe(0)
    expect(await runProgram(compiler, ['-p', SCRIPTS])).toMatchObject({ code: 0, output: '' })
  })

  it('are one for each scenario', async () => {
    const scripts = (await readdir(SCRIPTS)).map((name) => name.replace(/\.ts$/, ''))
    expect(scripts).toEqual(expect.arrayContaining([...K6_SCENARIOS]))
  })

  it('build messages that hold to the schemas without being corrected, and that parse', () => {
    // Neither coercion nor defaults, and nothing that validation would remove.
    const ajv = new Ajv({ allErrors: true, strict: false, removeAdditional: 'all' })
    const ids = new Set<string>()
    const options = fc.record({
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
      accountCount: fc.integer({ min: 2, max: 1_000_000_000 }),
    })
    fc.assert(
      fc.property(
        options,
        fc.nat(),
        fc.date({ noInvalidDate: true, ...YEARS }),
        (given, index, createdAt) => {
          const runId = `run-${ids.size}`
          const { transfer, report } = createPaymentSource({ runId, ...given })(index, createdAt.getTime())
          const parsed = [transfer, report].map(({ transactionType, body, messageId }) => {
            const document = JSON.parse(body)
            expect(ajv.validate(MESSAGE_SCHEMAS[transactionType], document), ajv.errorsText()).toBe(true)
            expect(document).toEqual(JSON.parse(body))
            const result = parseMessage(transactionType, document, { quoting: false })
            expect(result).toMatchObject({ kind: 'parsed', message: { messageId } })
            ids.add(messageId)
            return result
          })
          expect(parsed).toHaveLength(2)
        },
      ),
    )
    expect(ids.size).toBe(200)
  })
})

/** ISO 20022 dates of payments. */
const YEARS = { min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z') }

describe('npm run k6', () => {
  it('explains itself, and refuses what it does not know, without starting anything', async () => {
    const nothing = { PATH: '/nonexistent' }
    expect((await launch(['--help'], nothing)).output).toContain('Usage: npm run k6')
    expect(await launch(['marathon'], nothing)).toMatchObject({ code: 2, output: '' })
    const refused = await launch(['load', '--rate', 'fast', '--url', 'here'], nothing)
    expect(refused.code).toBe(2)
    expect(refused.errors).toMatch(/BASE_URL must be .*RATE must be/)
  })
})

if (k6 === undefined) {
  describe('without k6, which this machine does not have', () => {
    it('the scripts are compiled and their messages checked, but not run; npm run k6 says how to get it', async () => {
      const { code, errors } = await launch(['smoke'], { PATH: '/nonexistent' })
      expect(code).toBe(1)
      expect(errors).toMatch(/no k6 .*PANTAU_K6_BIN/)
    })
  })
} else {
  describe(`with k6 ${k6.version} (${k6.path})`, () => {
    let folder: string
    let pantau: SystemUnderTest
    let target: readonly string[]
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pantau-k6-'))
      await buildServices(['standalone'])
      pantau = await startStandalone({ folder })
      const certificate = join(folder, 'ca.crt')
      await writeFile(certificate, pantau.certificateAuthority ?? '')
      target = ['--url', pantau.ingressUrls[0] ?? '', '--ca', certificate, '--accounts', '50']
    }, STARTED_WITHIN_MS)
    afterAll(async () => {
      await pantau.stop()
      await rm(folder, { recursive: true })
    })

    it(
      'the smoke scenario passes on a standalone, and what it counts is evaluated',
      { timeout: RUN_WITHIN_MS },
      async () => {
        const run = '--rate 2 --duration 4s --run-id smoke-test --p95-ms 5000 --out'.split(' ')
        const { code, output, errors } = await launch(['smoke', ...target, ...run, folder, '--', '--quiet'])
        expect(errors).toContain(`k6 ${k6.version}`)
        expect(output).toMatch(/\| the same message again gets the same answer +\| [1-9]\d* +\| 0 +\|/)
        expect(code).toBe(0)
        const result: SavedResult = JSON.parse(await readFile(join(folder, 'smoke-smoke-test.json'), 'utf8'))
        expect(result.holds).toBe(true)
        const paid = result.metrics.payments.values.count
        expect(paid).toBeGreaterThanOrEqual(8)
        const evaluated = (): Promise<number> =>
          countRows(pantau, 'evaluation.record', 'M2-smoke-test-smoke-%')
        await waitUntil(async () => (await evaluated()) >= paid, {
          what: 'the evaluations',
          timeoutMs: EVALUATED_WITHIN_MS,
        })
        expect(await evaluated()).toBe(paid)
        expect(await countRows(pantau, 'raw_history.message', '%-smoke-test-smoke-%')).toBe(2 * paid)
        expect(output).toContain(await readFile(join(folder, 'smoke-smoke-test.md'), 'utf8'))
      },
    )

    it('a threshold that does not hold is the exit code', { timeout: RUN_WITHIN_MS }, async () => {
      const run = '--rate 2 --duration 2s --p95-ms 1 -- --quiet'.split(' ')
      const { code, output } = await launch(['load', ...target, ...run])
      expect(output).toMatch(/p\(95\)<1 +\| \*\*no\*\* /)
      expect(code).toBe(EXIT_THRESHOLD_CROSSED)
    })

    it('a run against nothing ends at once and is no result', { timeout: RUN_WITHIN_MS }, async () => {
      const { code, output } = await launch(['soak', '--url', 'http://127.0.0.1:1', '--', '--quiet'])
      expect(output).toBe('The run did not start.\n')
      expect(code).not.toBe(0)
    })
  })
}

async function countRows(pantau: SystemUnderTest, table: string, messageIds: string): Promise<number> {
  const client = new Client({ connectionString: pantau.databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE message_id LIKE $1`,
      [messageIds],
    )
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

interface SavedResult {
  readonly holds: boolean
  readonly metrics: { readonly payments: { readonly values: { readonly count: number } } }
}
