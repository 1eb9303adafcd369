import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'pantau-new-rule-'))

/** What a rule needs to be compiled and tested without the services and their servers. */
const COPIED = [
  'rules',
  'tools/new-rule',
  'tools/new-rule.ts',
  'tsconfig.base.json',
  '.oxfmtrc.json',
  '.oxlintrc.json',
]
const TYPES = {
  extends: './tsconfig.base.json',
  compilerOptions: { noEmit: true, composite: false, incremental: false },
  include: ['rules/registry.ts', 'rules/default-configurations.ts', 'rules/997-*/*.ts', 'rules/998-*/*.ts'],
}
const VITEST = `const conditions = ['@pantau/source']
export default { cacheDir: '.cache', resolve: { conditions }, ssr: { resolve: { conditions } }, test: { maxWorkers: 1 } }
`

interface Ending {
  readonly exitCode: number | null
  readonly output: string
}

function run(program: string, ...args: readonly string[]): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(copy, 'node_modules/.bin', program), args, {
      cwd: copy,
      env: { PATH: process.env['PATH'] },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    }
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode, output }))
  })
}

const newRule = (...args: readonly string[]): Promise<Ending> => run('tsx', 'tools/new-rule.ts', ...args)
const registry = (): string => readFileSync(join(copy, 'rules/registry.ts'), 'utf8')
const folders = (): readonly string[] => readdirSync(join(copy, 'rules'))

beforeAll(() => {
  for (const path of COPIED) {
    cpSync(join(ROOT, path), join(copy, path), {
      recursive: true,
      filter: (from) => !/\/(dist|node_modules|tsconfig\.json)$/.test(from),
    })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  writeFileSync(join(copy, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(TYPES))
  writeFileSync(join(copy, 'vitest.config.ts'), VITEST)
})

afterAll(() => {
  rmSync(copy, { recursive: true, force: true })
})

describe('a rule from the template', () => {
  test('is formatted, compiles, breaks no lint rule, and passes its own tests and those of the registry', async () => {
    expect(await newRule('--id', '997', '--title', 'Payments of a first template')).toMatchObject({
      exitCode: 0,
    })
    expect(
      await newRule('--id', '998', '--title', 'Purposes of a second template', '--outcome', 'cases'),
    ).toMatchObject({
      exitCode: 0,
    })
    expect(registry()).toContain(
      "import { paymentsOfAFirstTemplate } from './997-payments-of-a-first-template/rule.ts'",
    )

    const made = ['rules/997-payments-of-a-first-template', 'rules/998-purposes-of-a-second-template']
    const lists = ['rules/registry.ts', 'rules/default-configurations.ts']
    expect(await run('oxfmt', '--check', ...made, ...lists)).toMatchObject({ exitCode: 0 })
    const { output } = await run('tsc', '-p', 'tsconfig.json', '--listFiles')
    for (const folder of made) {
      expect(output).toContain(`${folder}/rule.test.ts\n`)
    }
    // What is wrong in another package is told by its own check.
    expect(output.split('\n').filter((line) => line.startsWith('rules/'))).toEqual([])
    expect(await run('oxlint', '--type-aware', '--deny-warnings', ...made)).toMatchObject({ exitCode: 0 })
    const tests = await run('vitest', 'run', ...made, 'rules/registry.test.ts')
    expect(tests.output).toContain('3 passed')
    expect(tests.exitCode).toBe(0)
  }, 240_000)
})

describe('nothing is made', () => {
  test.each<[string, number, readonly string[], string]>([
    ['help', 0, ['--help'], 'npm run new:rule --'],
    ['no arguments', 2, [], '--id must be a number'],
    [
      'an unknown option',
      2,
      ['--id', '999', '--title', 'Some rule', '--name', 'x'],
      "Unknown option '--name'",
    ],
    [
      'an unknown outcome',
      2,
      ['--id', '999', '--title', 'Some rule', '--outcome', 'fixed'],
      '--outcome must be bands or cases',
    ],
    [
      'a number of the published rules',
      2,
      ['--id', '001', '--title', 'Some rule'],
      '--id must be a number from 100',
    ],
    ['a title that is a path', 2, ['--id', '999', '--title', '../some rule'], '--title must be'],
    ['a number that is taken', 1, ['--id', '901', '--title', 'Some rule'], 'There is a rule 901 already'],
    [
      'a name that is taken',
      1,
      ['--id', '999', '--title', 'Outgoing payments debtor'],
      'which the rule in 901-',
    ],
  ])('%s', async (_name, exitCode, args, message) => {
    const before = { registry: registry(), folders: folders() }
    const ending = await newRule(...args)
    expect(ending.output).toContain(message)
    expect(ending.exitCode).toBe(exitCode)
    expect({ registry: registry(), folders: folders() }).toEqual(before)
  })
})
