import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BuildError, builtProgram, NoProgramError, runProgram } from '@pantau/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

const SETTINGS = {
  compilerOptions: {
    composite: true,
    rootDir: 'src',
    outDir: 'dist',
    types: [],
    module: 'NodeNext',
    target: 'ES2023',
  },
  include: ['src'],
}

let workspace: string
let source: string
beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'pantau-built-'))
  source = join(workspace, 'src', 'main.ts')
  await mkdir(join(workspace, 'src'))
  await writeFile(join(workspace, 'package.json'), '{ "type": "module" }')
  await writeFile(join(workspace, 'tsconfig.json'), JSON.stringify(SETTINGS))
})
afterAll(() => rm(workspace, { recursive: true }))

it('is compiled from the sources as they are now, and refused where they do not compile', async () => {
  for (const answer of [7, 8]) {
    await writeFile(source, `declare const process: { exitCode: number }\nprocess.exitCode = ${answer}\n`)
    expect(await runProgram(await builtProgram(source), [])).toEqual({ code: answer, output: '', errors: '' })
  }
  await writeFile(source, 'export const answer: number = "nine"\n')
  const refused = builtProgram(source)
  await expect(refused).rejects.toBeInstanceOf(BuildError)
  await expect(refused).rejects.toThrow('src/main.ts(1,14): error TS2322')
})

it('is below the src of a workspace', async () => {
  await expect(builtProgram(join(workspace, 'test', 'main.ts'))).rejects.toBeInstanceOf(NoProgramError)
})
