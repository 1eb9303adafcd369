import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { builtProgram, runProgram } from '@pantau/testkit'
import type { ProgramRun } from '@pantau/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

const MAIN = fileURLToPath(new URL('../src/sizing/main.ts', import.meta.url))
const RESULT = fileURLToPath(
  new URL('../results/2026-11-21-services-closed-loop-100-clients.json', import.meta.url),
)

let main: string
let folder: string
beforeAll(async () => {
  main = await builtProgram(MAIN)
  folder = await mkdtemp(join(tmpdir(), 'pantau-sizing-'))
})
afterAll(() => rm(folder, { recursive: true }))

const sizing = (...args: readonly string[]): Promise<ProgramRun> => runProgram(main, args)

it('makes the tables from a result of the bench, and puts them on a page', async () => {
  const page = join(folder, 'page.md')
  await writeFile(
    page,
    '# Sizing\n\n<!-- sizing: begin, written by npm run sizing -->\n<!-- sizing: end -->\n',
  )
  const { code, output } = await sizing(
    '--cost',
    RESULT,
    '--millions',
    '2,20',
    '--heap-bytes',
    '10000',
    '--write',
    page,
  )
  expect(code).toBe(0)
  expect(output).toMatch(/\| Payments per day +\| 2 M +\| 20 M +\|/)
  expect(output).toMatch(/\| tables and indexes per day +\| 20 GB +\| 200 GB +\|/)
  expect(output).toMatch(/\| written by the broker per day +\| not measured +\| not measured +\|/)
  expect(await readFile(page, 'utf8')).toContain(output.trimEnd())
})

it('says what is wrong with its arguments', async () => {
  expect(await sizing()).toMatchObject({ code: 2, errors: expect.stringContaining('--cost is needed') })
  expect(await sizing('--cost', RESULT, '--peak', '0')).toMatchObject({ code: 2 })
  expect(await sizing('--speed', '1')).toMatchObject({
    code: 2,
    errors: expect.stringContaining("Unknown option '--speed'"),
  })
})
