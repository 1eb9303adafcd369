import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { waitUntil } from '@pantau/testkit'
import { ManagedProcess, ManagedProcessError } from './managed-process.ts'

let folder: string
let started: ManagedProcess[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-process-'))
  started = []
})
afterEach(async () => {
  await Promise.all(started.map((child) => child.end('SIGKILL')))
  await rm(folder, { recursive: true })
})

function scriptOf(script: string, environment: Record<string, string> = {}): ManagedProcess {
  const child = new ManagedProcess({
    name: 'script',
    command: process.execPath,
    arguments: ['-e', script],
    environment,
    logPath: join(folder, 'script.log'),
  })
  started.push(child)
  return child
}

describe('a managed process', () => {
  it('keeps the output of all its starts, and gets its own environment only', async () => {
    const child = scriptOf(
      'console.log(`${process.env.GREETING} ${process.env.HOME}`); setInterval(() => {}, 1000)',
      {
        GREETING: 'hello',
      },
    )
    for (const starts of [1, 2]) {
      await child.start()
      await waitUntil(async () => (await logLines(child)).length === starts, {
        what: 'the line of this start',
      })
      await child.end('SIGKILL')
    }
    expect(await logLines(child)).toEqual(['hello undefined', 'hello undefined'])
  })

  it('says how it ended, and is another process after the next start', async () => {
    const child = scriptOf('setInterval(() => {}, 1000)')
    await child.start()
    const firstId = child.processId
    expect(child.ending).toBeUndefined()
    await child.end('SIGKILL')
    expect(child.ending).toBe('SIGKILL')
    expect(child.processId).toBeUndefined()
    await child.start()
    expect(child.processId).not.toBe(firstId)
  })

  it('notices an end of its own accord', async () => {
    const child = scriptOf('process.exit(2)')
    await child.start()
    expect(await waitUntil(() => child.ending, { what: 'the exit' })).toBe('exit code 2')
    await child.end('SIGTERM')
  })

  it('refuses to start twice, and to start what does not exist', async () => {
    const child = scriptOf('setInterval(() => {}, 1000)')
    await child.start()
    await expect(child.start()).rejects.toThrow(ManagedProcessError)
    const missing = new ManagedProcess({
      name: 'missing',
      command: '/nowhere/program',
      arguments: [],
      environment: {},
      logPath: join(folder, 'missing.log'),
    })
    await expect(missing.start()).rejects.toThrow('missing did not start')
  })
})

async function logLines(child: ManagedProcess): Promise<readonly string[]> {
  return (await readFile(child.logPath, 'utf8')).split('\n').filter((line) => line !== '')
}
