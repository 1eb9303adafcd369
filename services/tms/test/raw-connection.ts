import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { waitUntil } from '@pantau/testkit'

/** A TCP connection that sends exactly what it is told and shows exactly what came back. */
export interface RawConnection {
  send(text: string): void
  /** Everything received so far, once it holds the text. */
  received(text: string): Promise<string>
  closed(): Promise<void>
  leave(): void
}

export async function rawConnection(port: number): Promise<RawConnection> {
  const socket = await connected(port)
  let text = ''
  let isClosed = false
  socket.on('data', (chunk) => {
    text += chunk.toString('utf8')
  })
  socket.on('close', () => {
    isClosed = true
  })
  // A cut connection is an expected end; `closed` tells it.
  socket.on('error', () => undefined)
  return {
    send: (toSend) => void socket.write(toSend),
    received: (expected) =>
      waitUntil(() => (text.includes(expected) ? text : undefined), { what: `${expected}, got ${text}` }),
    closed: async () => {
      await waitUntil(() => isClosed, { what: 'the connection to close' })
    },
    leave: () => void socket.destroy(),
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
  })
}

export function postText(path: string, body: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nhost: tms\r\ncontent-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
