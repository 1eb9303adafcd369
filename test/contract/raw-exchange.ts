import { connect } from 'node:net'

const ANSWERED_WITHIN_MS = 60_000

/** What came back for bytes on a connection of their own. */
export interface RawAnswer {
  /** Absent when the connection was closed without an answer. */
  readonly status?: number
  readonly text: string
}

/** Nothing came back, and the connection stayed open. */
export class UnansweredError extends Error {
  override readonly name = 'UnansweredError'
}

/**
 * Sends bytes and resolves with everything that came back when the server closed the connection.
 * @param endAfterMs when nothing has come for so long, the sending side is ended: for bytes that are no whole request
 * @throws UnansweredError
 */
export function rawExchange(url: string, bytes: string | Buffer, endAfterMs?: number): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    // Ended only when told: a server gives up what it is about to answer when its caller has ended.
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const late = setTimeout(() => {
      socket.destroy()
      reject(new UnansweredError(`No answer to ${JSON.stringify(bytes.toString('latin1').slice(0, 300))}`))
    }, ANSWERED_WITHIN_MS)
    if (endAfterMs !== undefined) {
      socket.setTimeout(endAfterMs, () => socket.end())
    }
    socket.on('data', (chunk) => chunks.push(chunk))
    // A server may cut a connection that it has had enough of; what it said before still counts.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      const text = Buffer.concat(chunks).toString('utf8')
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1]
      resolve({ text, ...(status === undefined ? {} : { status: Number(status) }) })
    })
  })
}
