import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { builtProgram, waitUntil } from '@pantau/testkit'
import { isPasswordOf, parsePasswordHash } from '../src/password-hash.ts'

/** On a machine that is busy with other tests. */
const PROCESS_TIMEOUT_MS = 240_000

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const USERS = fileURLToPath(new URL('../example-users.json', import.meta.url))
const ALL_INTERFACES = '0.0.0.0'

let main: string
let folder: string
let keyPath: string
beforeAll(async () => {
  main = await builtProgram(MAIN)
  folder = await mkdtemp(join(tmpdir(), 'pantau-auth-main-'))
  keyPath = join(folder, 'key.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  await writeFile(keyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }))
})
afterAll(() => rm(folder, { recursive: true }))

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
  child = spawn(process.execPath, [main, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PANTAU_HEALTH_HOST: '127.0.0.1',
      PANTAU_HEALTH_PORT: '0',
      PANTAU_AUTH_PORT: '0',
      PANTAU_AUTH_PRIVATE_KEY_PATH: keyPath,
      PANTAU_AUTH_USERS_PATH: USERS,
      PANTAU_AUTH_ISSUER: 'http://auth.example',
      ...env,
    },
  })
  return child
}

async function outcomeOf(
  started: ChildProcess,
): Promise<{ readonly code: unknown; readonly errors: string }> {
  const errors = started.stderr === null ? '' : text(started.stderr)
  started.stdout?.resume()
  const [code]: unknown[] = await once(started, 'close')
  return { code, errors: await errors }
}

describe('the process', { timeout: PROCESS_TIMEOUT_MS }, () => {
  it('hashes a password that comes on its standard input', async () => {
    const hashing = start(['hash'])
    hashing.stdin?.end('correct horse\n')
    const output = hashing.stdout === null ? '' : await text(hashing.stdout)
    const hash = parsePasswordHash(output.trimEnd())
    expect(hash !== undefined && (await isPasswordOf('correct horse', hash))).toBe(true)
  })

  it('serves logins until it is told to stop', async () => {
    const serving = start([])
    let output = ''
    serving.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
    const url = await waitUntil(() => /"url":"(http:[^"]+)","message":"taking logins/.exec(output)?.[1], {
      what: 'the address',
      timeoutMs: 120_000,
    })
    const reply = await fetch(`${url}/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'tenant-001-user', password: 'password' }),
    })
    expect(reply.status).toBe(200)
    serving.kill('SIGTERM')
    const [code]: unknown[] = await once(serving, 'exit')
    expect(code).toBe(0)
  })

  it('opens plain HTTP to other machines only when that was said to be fine', async () => {
    const { code, errors } = await outcomeOf(start([], { PANTAU_AUTH_HOST: ALL_INTERFACES }))
    expect(code).toBe(2)
    expect(errors).toContain('PANTAU_INSECURE_ALLOWED')
  })
})
