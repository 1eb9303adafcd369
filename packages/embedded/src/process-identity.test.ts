import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { processCommandLine, processStartedAt } from './process-identity.ts'

it('tells a process from others by its start, and gives its command line', async () => {
  const child = spawn('sleep', ['1000'])
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  const startedAt = processStartedAt(pid)
  expect(startedAt).toBeDefined()
  expect(startedAt).not.toBe(processStartedAt(process.pid))
  expect(processStartedAt(pid)).toBe(startedAt)
  expect(processCommandLine(pid)?.trim()).toBe('sleep 1000')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(processStartedAt(pid)).toBeUndefined()
})

it('knows nothing of a process that has ended', () => {
  const { pid } = spawnSync('true')
  expect(processStartedAt(pid)).toBeUndefined()
  expect(processCommandLine(pid)).toBeUndefined()
})
