import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'

/** Takes whatever is posted, and keeps the headers. */
export interface HeaderReceiver {
  readonly url: string
  readonly headers: readonly IncomingHttpHeaders[]
  stop(): Promise<void>
}

export async function startHeaderReceiver(): Promise<HeaderReceiver> {
  const headers: IncomingHttpHeaders[] = []
  const server = createServer((request, response) => {
    headers.push(request.headers)
    request.resume()
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('The receiver listens on a port')
  }
  return {
    url: `http://127.0.0.1:${address.port}/alerts`,
    headers,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
