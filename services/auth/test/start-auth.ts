import { generateKeyPairSync } from 'node:crypto'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '@pantau/service-runtime'
import { hashPassword, openAuth } from '../src/index.ts'
import { LOOK_EVERY_MS } from '../src/watched-file.ts'

export const PASSWORD = 'correct horse'
export const ISSUER = 'https://auth.example'
export const AUDIENCE = 'pantau'

const CHEAP = { logN: 14, r: 8, p: 1 }

export interface StartedAuth {
  readonly app: Awaited<ReturnType<typeof openAuth>>
  /** The time of both its clocks, in milliseconds. */
  readonly clock: { nowMs: number }
  addKey(): Promise<void>
  writeUsers(...users: readonly object[]): Promise<void>
  writeKeys(text: string): Promise<void>
  stop(): Promise<void>
}

/** The login service on files of its own, with the users `ann` and `bob` of tenant B and `eve` of tenant E. */
export async function startAuth(): Promise<StartedAuth> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-service-auth-'))
  const [privateKeyPath, usersPath] = [join(folder, 'keys.pem'), join(folder, 'users.json')]
  const passwordHash = await hashPassword(PASSWORD, CHEAP)
  const clock = { nowMs: Date.now() }
  const changed = (): void => {
    clock.nowMs += LOOK_EVERY_MS
  }
  const addKey = async (): Promise<void> => {
    await appendFile(privateKeyPath, privateKeyPem())
    changed()
  }
  const writeUsers = async (...users: readonly object[]): Promise<void> => {
    const groups = { writers: ['POST_X', 'GET_X'], readers: ['GET_X'] }
    const entries = users.map((user) => ({ passwordHash, ...user }))
    await writeFile(usersPath, JSON.stringify({ groups, users: entries }))
    changed()
  }
  await addKey()
  await writeUsers(
    { username: 'ann', tenantId: 'B', groups: ['writers'] },
    { username: 'bob', tenantId: 'B', groups: ['readers'] },
    { username: 'eve', tenantId: 'E', groups: ['writers'], claims: ['DELETE_X'] },
  )
  const { log } = createLogger({ service: 'auth', version: '0', instance: 'test', level: 'silent' })
  const now = (): number => clock.nowMs
  const identity = { issuer: ISSUER, audience: AUDIENCE, tokenLifeMs: 60_000 }
  const app = await openAuth({ privateKeyPath, usersPath, ...identity, log, now, monotonicNow: now })
  return {
    app,
    clock,
    addKey,
    writeUsers,
    writeKeys: async (text) => {
      await writeFile(privateKeyPath, text)
      changed()
    },
    stop: async () => {
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}

function privateKeyPem(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
