import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { findFreePort } from '@pantau/embedded'

/** Serves an issuer's keys, and can go away and come back at the same address. */
export interface JwksServer {
  readonly url: string
  /** How often it was asked. */
  readonly requestCount: number
  /** What it answers from now on instead of the keys; `undefined` for the keys again. */
  answerWith(answer: JwksAnswer | undefined): void
  stop(): Promise<void>
  startAgain(): Promise<void>
}

export interface JwksAnswer {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const HOST = '127.0.0.1'

export async function startJwksServer(jwks: () => string): Promise<JwksServer> {
  let count = 0
  let instead: JwksAnswer | undefined
  const server = createServer((_request, response) => {
    count += 1
    const { status, body, headers } = instead ?? { status: 200, body: jwks(), headers: {} }
    response.writeHead(status, { 'content-type': 'application/jwk-set+json', ...headers }).end(body)
  })
  const port = await findFreePort()
  await listen(server, port)
  return {
    url: `http://${HOST}:${port}/jwks.json`,
    get requestCount() {
      return count
    },
    answerWith: (answer) => {
      instead = answer
    },
    stop: async () => {
      if (server.listening) {
        server.close()
        server.closeAllConnections()
        await once(server, 'close')
      }
    },
    startAgain: async () => {
      await listen(server, port)
    },
  }
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, HOST)
  await once(server, 'listening')
}
