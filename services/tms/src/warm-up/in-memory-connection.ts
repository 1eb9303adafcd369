import type { Server } from 'node:http'
import { duplexPair } from 'node:stream'
import type { Duplex } from 'node:stream'

/** A keep-alive connection to an HTTP server within this process, which nobody else can open: no port, no socket. */
export interface InMemoryConnection {
  /** Sends a request of JSON; its answer is taken and thrown away. One at a time. */
  post(path: string, body: string): void
  close(): void
}

/** Node serves what is given to it as a connection: https://nodejs.org/docs/latest-v20.x/api/http.html#event-connection */
export function connectInMemory(server: Server): InMemoryConnection {
  const [caller, callee]: [Duplex, Duplex] = duplexPair()
  caller.resume()
  server.emit('connection', callee)
  return {
    post(path, body) {
      caller.write(
        `POST ${path} HTTP/1.1\r\nhost: pantau\r\nauthorization: Bearer rehearsal\r\ncontent-type: application/json\r\n` +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
    },
    close() {
      caller.destroy()
      callee.destroy()
    },
  }
}
