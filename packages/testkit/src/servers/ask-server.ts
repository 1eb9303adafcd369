import { createConnection } from 'node:net'

const ANSWER_WITHIN_MS = 1000
const ANSWER_MAX_BYTES = 64 * 1024

/**
 * Connects to 127.0.0.1, sends the request, and resolves with what comes back up to the point where `isComplete`; undefined when
 * nobody listens or no complete answer comes within a second. For readiness checks of servers with a line protocol.
 */
export function askServer(
  port: number,
  request: string,
  isComplete: (answer: string) => boolean,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = createConnection({ host: '127.0.0.1', port, timeout: ANSWER_WITHIN_MS })
    const finish = (result: string | undefined): void => {
      socket.destroy()
      resolve(result)
    }
    socket.on('connect', () => socket.write(request))
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
      if (isComplete(answer)) {
        finish(answer)
      } else if (answer.length > ANSWER_MAX_BYTES) {
        finish(undefined)
      }
    })
    socket.on('timeout', () => finish(undefined))
    socket.on('error', () => finish(undefined))
    socket.on('close', () => finish(undefined))
  })
}
