import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { onTestFinished } from 'vitest'

export interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Answer {
  readonly statusCode: number
  readonly body?: string
}

export interface Receiver {
  readonly url: string
  /** Everything that came, in order. */
  readonly received: Received[]
}

/** An HTTP server that keeps what it gets and answers as told, until the test ends. */
export async function openReceiver(
  answer: (received: Received) => Answer | Promise<Answer>,
): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
    })
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) }
      received.push(one)
      void Promise.resolve(answer(one)).then(({ statusCode, body }) =>
        response.writeHead(statusCode).end(body),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('The server listens on no port')
  }
  return { url: `http://127.0.0.1:${address.port}`, received }
}
