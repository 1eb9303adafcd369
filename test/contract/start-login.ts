import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword, openAuth } from '@pantau/service-auth'
import { createLogger } from '@pantau/service-runtime'

/** Cheap, because nothing is behind these passwords. */
const COST = { logN: 14, r: 8, p: 1 }

export interface Login {
  readonly url: string
  stop(): Promise<void>
}

/** The login service with one user, `ann` of tenant `DEFAULT`, whose password is `correct horse`. */
export async function startLogin(): Promise<Login> {
  const folder = await mkdtemp(join(tmpdir(), 'pantau-contract-login-'))
  const [privateKeyPath, usersPath] = [join(folder, 'keys.pem'), join(folder, 'users.json')]
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  await writeFile(privateKeyPath, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const passwordHash = await hashPassword('correct horse', COST)
  const users = [{ username: 'ann', tenantId: 'DEFAULT', groups: ['readers'], passwordHash }]
  await writeFile(usersPath, JSON.stringify({ groups: { readers: ['GET_V1_GETREPORTBYMSGID'] }, users }))
  const { log } = createLogger({ service: 'auth', version: '0', instance: 'test', level: 'silent' })
  const app = await openAuth({
    privateKeyPath,
    usersPath,
    issuer: 'http://auth.test',
    audience: undefined,
    tokenLifeMs: 60_000,
    log,
    now: Date.now,
    monotonicNow: () => performance.now(),
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    stop: async () => {
      await app.close()
      await rm(folder, { recursive: true })
    },
  }
}
