import type { ControlledServer } from './controlled-server.ts'
import { ServerNotOwnedError, TestServerError } from './server-source.ts'

/**
 * Set by the global setup for the processes of its test run: where to ask for the shared server, as `<url> <token>`. Not named
 * PANTAU_*, because services that a test starts refuse variables of that name that they do not know.
 */
export const SHARED_POSTGRES_VARIABLE = 'TESTKIT_SHARED_POSTGRES'

/** What the global setup answers. */
export interface SharedPostgresAnswer {
  readonly url: string
  readonly kind: 'container' | 'local'
  readonly detail: string
}

/**
 * The server that this test run shares, started when it is first asked for; undefined outside a test run.
 * @throws TestServerError
 */
export async function sharedPostgres(): Promise<ControlledServer | undefined> {
  const address = process.env[SHARED_POSTGRES_VARIABLE]
  if (address === undefined) {
    return undefined
  }
  const [endpoint = '', token = ''] = address.split(' ')
  const response = await fetch(endpoint, { headers: { authorization: `Bearer ${token}` } })
  const text = await response.text()
  if (!response.ok) {
    throw new TestServerError(`The test run could not start its PostgreSQL server: ${text}`)
  }
  const { url, kind, detail } = parseAnswer(text)
  return {
    source: { kind, detail },
    url,
    port: Number(new URL(url).port),
    pid: 0,
    stop: () => Promise.resolve(),
    kill: refuse,
    restart: refuse,
  }
}

function refuse(): Promise<never> {
  return Promise.reject(
    new ServerNotOwnedError(
      'Other tests use this PostgreSQL server; ask for startPostgres({ private: true }) to kill one',
    ),
  )
}

function parseAnswer(text: string): SharedPostgresAnswer {
  const value: unknown = JSON.parse(text)
  if (
    typeof value === 'object' &&
    value !== null &&
    'url' in value &&
    typeof value.url === 'string' &&
    'kind' in value &&
    (value.kind === 'container' || value.kind === 'local') &&
    'detail' in value &&
    typeof value.detail === 'string'
  ) {
    return { url: value.url, kind: value.kind, detail: value.detail }
  }
  throw new TestServerError('The global setup gave an answer that is not its own')
}
