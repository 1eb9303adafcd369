import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '@pantau/embedded'
import { builtProgram, pacs002Document, pacs008Document, waitUntil } from '@pantau/testkit'
import { Agent, request } from 'undici'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { createDemoClient } from '../src/demo/demo-client.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const START_MS = 180_000

const children: ChildProcess[] = []
const folders: string[] = []

let main: string
beforeAll(async () => {
  main = await builtProgram(MAIN)
})

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    }
  }
  for (const folder of folders.splice(0)) {
    await rm(folder, { recursive: true, force: true })
  }
})

async function start(
  dataDir: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<{ child: ChildProcess; url: string; output: () => string }> {
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PANTAU_STANDALONE_DATA_DIR: dataDir,
      PANTAU_STANDALONE_PORT: '0',
      PANTAU_STANDALONE_ADMIN_PORT: '0',
      PANTAU_HEALTH_PORT: String(await findFreePort()),
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  await waitUntil(() => /^ready at /m.test(output), { what: 'standalone', timeoutMs: START_MS })
  return { child, url: /^ready at (\S+)/m.exec(output)?.[1] ?? '', output: () => output }
}

test(
  'what was accepted before a SIGKILL is there after the next start, and a resend is recognised',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pantau-start-'))
    folders.push(dataDir)
    const first = await start(dataDir)
    const certificate = await readFile(join(dataDir, 'tls', 'localhost.crt'), 'utf8')
    const payment = { endToEndId: 'E-1', createdAtMs: Date.UTC(2026, 10, 20) }
    const transfer = pacs008Document({ ...payment, messageId: 'M8-1' })
    const client = createDemoClient(first.url, certificate)
    expect((await client.post('pacs.008.001.10', transfer)).statusCode).toBe(200)
    await client.close()
    const killed = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await killed

    const second = await start(dataDir)
    const again = createDemoClient(second.url, certificate)
    expect((await again.post('pacs.008.001.10', transfer)).statusCode).toBe(200)
    const report = pacs002Document({ ...payment, messageId: 'M2-1', status: 'ACCC' })
    expect((await again.post('pacs.002.001.12', report)).statusCode).toBe(200)
    const altered = pacs008Document({ ...payment, messageId: 'M8-1', amount: 7 })
    expect((await again.post('pacs.008.001.10', altered)).statusCode).toBe(409)
    await again.close()

    const stopped = once(second.child, 'exit')
    second.child.kill('SIGINT')
    expect(await stopped).toEqual([0, null])
    expect(second.output()).toContain('Stopping')
  },
  3 * START_MS,
)

test(
  'starts with the shipped configuration that is asked for',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'pantau-start-'))
    folders.push(dataDir)
    const { output } = await start(dataDir, { PANTAU_STANDALONE_CONFIGURATION: 'pantau-default' })
    await waitUntil(() => output().includes('Ctrl-C'), { what: 'the welcome' })
    const adminUrl = /(https:\S+)\/documentation/.exec(output())?.[1] ?? ''
    const ca = await readFile(join(dataDir, 'tls', 'localhost.crt'), 'utf8')
    const dispatcher = new Agent({ connect: { ca } })
    const { body } = await request(`${adminUrl}/v1/admin/configuration/network_map`, { dispatcher })
    expect(await body.json()).toMatchObject({ data: [{ active: true, cfg: 'pantau-default-1.0.0' }] })
    await dispatcher.close()
  },
  3 * START_MS,
)
