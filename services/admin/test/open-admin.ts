import { randomUUID } from 'node:crypto'
import { createAuthenticator, createTokenVerifier, routePrivileges } from '@pantau/auth'
import type { HttpHost } from '@pantau/http-host'
import { ruleRegistry } from '@pantau/rules'
import { createLogger } from '@pantau/service-runtime'
import { connectStore, runMigrations } from '@pantau/store'
import type { StorePool } from '@pantau/store'
import { createTestIssuer, startPostgres } from '@pantau/testkit'
import type { TestPostgres } from '@pantau/testkit'
import { createAdminServer, createReloadDispatcher } from '../src/index.ts'
import type { ServiceChannel } from '../src/index.ts'

export const { log } = createLogger({ service: 'admin', version: '0', instance: 'test', level: 'silent' })

export interface AdminCall {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  /** Sent as JSON; a string as it is. */
  readonly body?: unknown
  /** Whose token is shown; `DEFAULT` when absent. */
  readonly tenantId?: string
  /** What the token allows; everything when absent. */
  readonly claims?: readonly string[]
  /** Shown instead of a token. */
  readonly authorization?: string
}

export interface AdminAnswer {
  readonly status: number
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown
  readonly headers: Readonly<Record<string, unknown>>
}

export interface OpenAdmin {
  readonly url: string
  readonly pool: StorePool
  readonly postgres: TestPostgres
  readonly server: HttpHost
  call(call: AdminCall): Promise<AdminAnswer>
  close(): Promise<void>
}

export interface OpenAdminOptions {
  readonly authenticated?: boolean
  readonly corsDemo?: boolean
  readonly rateLimited?: boolean
  /** A database server of its own, which the test may kill. */
  readonly ownPostgres?: boolean
  readonly nowMs?: () => number
  readonly channel?: ServiceChannel
  readonly tierTimeoutMs?: number
}

const EVERYTHING = routePrivileges.map(({ privilege }) => privilege)

/** The service on a fresh database of its own, called without a socket. */
export async function openAdmin(options: OpenAdminOptions = {}): Promise<OpenAdmin> {
  const { authenticated = true, nowMs = Date.now } = options
  const postgres = await startPostgres(options.ownPostgres === true ? { private: true } : {})
  const { url, drop } = await postgres.createDatabase()
  await runMigrations({ url })
  const pool = await connectStore({
    url,
    applicationName: 'admin-test',
    poolMax: 8,
    statementTimeoutMs: 20_000,
  })
  const issuer = createTestIssuer()
  const verifier = createTokenVerifier({
    source: { kind: 'publicKey', pem: issuer.publicKeyPem() },
    clockToleranceSeconds: 1,
    cacheMax: 100,
    now: Date.now,
    log,
  })
  const dispatcher = createReloadDispatcher({
    channel: options.channel,
    sourcePrefix: 'urn:bank:',
    nowMs,
    newId: randomUUID,
    tierTimeoutMs: options.tierTimeoutMs ?? 1_000,
    log,
  })
  const server = await createAdminServer({
    pool,
    authenticator: createAuthenticator(authenticated ? { enabled: true, verifier } : { enabled: false }),
    registry: ruleRegistry,
    dispatcher,
    nowMs,
    newId: randomUUID,
    log,
    readiness: () => Promise.resolve(true),
    settings: { corsDemo: options.corsDemo ?? false, rateLimited: options.rateLimited ?? false },
  })
  return {
    url,
    pool,
    postgres,
    server,
    call: async ({ method = 'GET', url: path, body, tenantId = 'DEFAULT', claims = EVERYTHING, ...rest }) => {
      const response = await server.app.inject({
        method,
        url: path,
        headers: {
          authorization: rest.authorization ?? issuer.bearer({ tenantId, claims: [...claims] }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const isJson = String(response.headers['content-type']).startsWith('application/json')
      return {
        status: response.statusCode,
        body: isJson ? response.json() : response.body,
        headers: response.headers,
      }
    },
    close: async () => {
      await server.stop(0)
      await dispatcher.close()
      await pool.close()
      if (options.ownPostgres !== true) {
        await drop()
      }
      await postgres.stop()
    },
  }
}
