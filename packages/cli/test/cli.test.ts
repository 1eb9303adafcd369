import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '@pantau/cli'
import { postgresVariables, startPostgres } from '@pantau/testkit'
import type { TestDatabase } from '@pantau/testkit'
import { defaultConfigurationSet } from '@pantau/typologies'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await (await startPostgres()).createDatabase()
  folder = await mkdtemp(join(tmpdir(), 'pantau-cli-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Runs one command line and collects what it says. */
async function pantau(...argv: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(
    argv,
    { ...postgresVariables(database.url), PANTAU_NATS_URLS: 'x' },
    { print: (line) => out.push(line), complain: (line) => err.push(line) },
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe('pantau', () => {
  test('migrates an empty database and gives it the default configuration, once', async () => {
    const first = await pantau('migrate', '--with-default-configuration')
    expect(first.err).toBe('')
    expect(first.code).toBe(0)
    expect(first.out).toContain('the default is active for DEFAULT')
    const second = await pantau('migrate', '--with-default-configuration')
    expect(second.out).toContain('Schema: up to date')
    expect(second.out).toContain('DEFAULT has one, left as it is')
    expect((await pantau('configuration', 'list')).out).toMatch(/^DEFAULT {2}[0-9a-f]{64} {2}since /)
  })

  test('refuses a configuration with all its problems, and leaves the active one', async () => {
    const set = defaultConfigurationSet()
    const broken = join(folder, 'broken.json')
    const [typology] = set.typologies
    await writeFile(
      broken,
      JSON.stringify({
        ...set,
        typologies: [
          { ...typology, expression: ['Add', 'unknownTerm', 'other'], workflow: { alertThreshold: -1 } },
        ],
      }),
    )
    const before = (await pantau('configuration', 'list')).out
    const { code, err } = await pantau('configuration', 'activate', broken)
    expect(code).toBe(1)
    expect(err).toContain('/typologies/0/expression/1')
    expect(err).toContain('/typologies/0/workflow/alertThreshold')
    expect((await pantau('configuration', 'list')).out).toBe(before)
  })

  test('activates a good one', async () => {
    const set = defaultConfigurationSet()
    const file = join(folder, 'good.json')
    await writeFile(file, JSON.stringify({ ...set, networkMap: { ...set.networkMap, cfg: '4.2.0' } }))
    expect((await pantau('configuration', 'check', file)).out).toContain('Good: network map 4.2.0')
    expect((await pantau('configuration', 'activate', file, '--tenant', 'BANK-2')).code).toBe(0)
    expect((await pantau('configuration', 'list')).out).toContain('BANK-2')
  })

  test('checks and activates a shipped set, with what its author should know', async () => {
    const checked = await pantau('configuration', 'check', '--shipped', 'default')
    expect(checked.code).toBe(0)
    expect(checked.out).toMatch(
      /^Warning: \/typologies\/0\/rules\/0\/wghts: 901@4\.0\.0 is enough for an alert .*\n.*\nGood: network map 4\.0\.0/,
    )
    const activated = await pantau('configuration', 'activate', '--shipped', 'default', '--tenant', 'BANK-3')
    expect(activated.out).toContain('Active for BANK-3: network map 4.0.0')
    expect((await pantau('configuration', 'list')).out).toContain('BANK-3')
  })

  test('warns of a set that can never alert', async () => {
    const set = defaultConfigurationSet()
    const file = join(folder, 'quiet.json')
    const typologies = set.typologies.map((typology) => ({ ...typology, workflow: { alertThreshold: 900 } }))
    await writeFile(file, JSON.stringify({ ...set, typologies }))
    const { code, out } = await pantau('configuration', 'check', file)
    expect(code).toBe(0)
    expect(out).toContain(
      'Warning: /typologies/0/workflow/alertThreshold: is never reached: the highest score',
    )
  })

  test('shows an empty ledger and an empty quarantine', async () => {
    expect(await pantau('ledger')).toMatchObject({ code: 0, err: '' })
    expect((await pantau('quarantine', 'list')).out).toBe('0 in quarantine')
    expect(await pantau('quarantine', 'release', '7')).toMatchObject({
      code: 1,
      err: 'There is no open case 7',
    })
  })

  test('says what is not there', async () => {
    expect(await pantau('explain', 'M2-unknown')).toMatchObject({
      code: 1,
      err: 'DEFAULT has no evaluation of a message M2-unknown',
    })
  })

  test.each([
    [['nonsense'], /There is no command nonsense/],
    [['explain'], /Give the MsgId.*\nUsage: pantau explain/],
    [['ledger', '--from', '2026-13-01'], /--from takes a day/],
    [['ledger', '--colour'], /Unknown option '--colour'/],
    [['quarantine', 'release', 'x; DROP TABLE'], /An id is a number/],
    [['configuration', 'check', '/nowhere.json'], /cannot be read/],
    [['configuration', 'check'], /Give a JSON file .*or --shipped with a name/],
    [
      ['configuration', 'check', '--shipped', 'other'],
      /No configuration other is shipped; there are default,/,
    ],
    [['configuration', 'check', 'a.json', '--shipped', 'default'], /Give a file or --shipped, not both/],
  ])('complains about %j', async (argv, complaint) => {
    const { code, err } = await pantau(...argv)
    expect(err).toMatch(complaint)
    expect(code).not.toBe(0)
  })

  test('lists its commands', async () => {
    const { code, out } = await pantau('--help')
    expect(code).toBe(0)
    expect(out).toContain('pantau ledger')
    expect((await pantau('explain', '--help')).out).toContain('pantau explain <MsgId>')
    expect((await pantau()).code).toBe(2)
  })

  test('names a missing setting', async () => {
    const err: string[] = []
    const code = await runCommand(
      ['ledger'],
      {},
      { print: () => undefined, complain: (line) => err.push(line) },
    )
    expect(code).toBe(2)
    expect(err.join()).toContain('PANTAU_POSTGRES_URL')
  })
})
