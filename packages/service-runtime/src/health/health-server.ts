import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { ServiceState } from '../lifecycle/service-state.ts'
import { checkProbes } from './probe.ts'
import type { Probe, ProbeResult } from './probe.ts'

const CONNECTIONS_MAX = 64
const HEADERS_MAX = 64
const REQUEST_TIMEOUT_MS = 5_000

/** What the three pages show. Functions, since it changes while the server runs. */
export interface HealthSource {
  state(): ServiceState
  probes(): readonly Probe[]
  renderMetrics(): Promise<{ readonly contentType: string; readonly text: string }>
}

export interface HealthServer {
  /** The port that it listens on, also when it was asked for any free one. */
  readonly port: number
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/**
 * Serves `/health` (the process is alive), `/ready` (it can do its work: 200, or 503 naming what is missing) and `/metrics` on a port
 * of its own, so that neither load nor TLS of the service's own port gets in the way.
 *
 * @throws Error when the port cannot be opened
 */
export async function startHealthServer(
  source: HealthSource,
  host: string,
  port: number,
): Promise<HealthServer> {
  const answer = createAnswerer(source)
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS },
    (request, response) => {
      void respond(answer, request, response)
    },
  )
  server.maxConnections = CONNECTIONS_MAX
  server.maxHeadersCount = HEADERS_MAX
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return { port: portOf(server), close: () => closeServer(server) }
}

function createAnswerer(source: HealthSource): (path: string) => Promise<Answer> {
  let checking: Promise<Readonly<Record<string, ProbeResult>>> | undefined
  // Requests that come while the probes are being asked share the answer, so that nobody can multiply the questions.
  const shareCheck = (): Promise<Readonly<Record<string, ProbeResult>>> => {
    checking ??= checkProbes(source.probes()).finally(() => {
      checking = undefined
    })
    return checking
  }
  return async (path) => {
    switch (path) {
      case '/health':
        return json(200, { status: 'UP', state: source.state() })
      case '/ready': {
        const probes = await shareCheck()
        const state = source.state()
        const isReady = state === 'ready' && Object.values(probes).every((result) => result === 'ok')
        return json(isReady ? 200 : 503, { status: isReady ? 'UP' : 'DOWN', state, probes })
      }
      case '/metrics':
        return { status: 200, ...(await source.renderMetrics()) }
      default:
        return json(404, { status: 'NOT_FOUND' })
    }
  }
}

async function respond(
  answer: (path: string) => Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, contentType, text } = await answerRequest(answer, request)
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  })
  response.end(request.method === 'HEAD' ? undefined : text)
}

async function answerRequest(
  answer: (path: string) => Promise<Answer>,
  request: IncomingMessage,
): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return json(405, { status: 'METHOD_NOT_ALLOWED' })
  }
  try {
    return await answer((request.url ?? '/').split('?', 1)[0] ?? '/')
  } catch {
    // Only rendering the metrics can get here; the scraper counts the 500 as a failed scrape.
    return json(500, { status: 'FAILED' })
  }
}

function json(status: number, body: unknown): Answer {
  return { status, contentType: 'application/json; charset=utf-8', text: JSON.stringify(body) }
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A listening TCP server has an address and a port')
  }
  return address.port
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeAllConnections()
  })
}
