import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { SHARED_POSTGRES_VARIABLE } from './servers/shared-postgres.ts'
import type { SharedPostgresAnswer } from './servers/shared-postgres.ts'
import { startPostgres } from './servers/start-postgres.ts'
import type { TestPostgres } from './servers/start-postgres.ts'

/**
 * Vitest global setup: one PostgreSQL server for a whole test run, started when a test first asks for it, so that runs of pure
 * tests pay nothing. Test processes ask over HTTP on the loopback address, because a server that a test process starts ends with it.
 */
export default async function setUpTestRun(): Promise<() => Promise<void>> {
  let starting: Promise<TestPostgres> | undefined
  const token = randomBytes(24).toString('hex')
  const listener = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end()
      return
    }
    starting ??= startShared()
    void answer(starting, response)
  })
  listener.listen({ host: '127.0.0.1', port: 0 })
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A TCP listener has a port')
  }
  process.env[SHARED_POSTGRES_VARIABLE] = `http://127.0.0.1:${address.port}/postgres ${token}`
  return async () => {
    delete process.env[SHARED_POSTGRES_VARIABLE]
    listener.closeAllConnections()
    listener.close()
    const server = await starting?.catch(() => undefined)
    await server?.stop()
  }
}

/** A server that cannot be had fails every test that asks for it, with the reason, and not the run of tests that need none. */
async function answer(starting: Promise<TestPostgres>, response: ServerResponse): Promise<void> {
  try {
    const { url, source } = await starting
    const body: SharedPostgresAnswer = {
      url,
      kind: source.kind === 'container' ? 'container' : 'local',
      detail: source.detail,
    }
    response.end(JSON.stringify(body))
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? error.message : String(error))
  }
}

async function startShared(): Promise<TestPostgres> {
  const server = await startPostgres({ private: true, settings: { max_connections: '200' } })
  process.stderr.write(`[testkit] PostgreSQL: ${server.source.kind} (${server.source.detail})\n`)
  return server
}
