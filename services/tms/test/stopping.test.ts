import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { waitUntil } from '@pantau/testkit'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome } from '../src/index.ts'
import { postText, rawConnection } from './raw-connection.ts'
import type { RawConnection } from './raw-connection.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const type = 'pacs.002.001.12'
const REQUEST = postText(messagePath(type), JSON.stringify(EXAMPLE_MESSAGES[type]))

let tms: StartedTms
let port: number
let accept: (outcome: AcceptOutcome) => void
beforeEach(async () => {
  tms = await startTms()
  port = await tms.listen({ host: '127.0.0.1', port: 0 })
  const answer = new Promise<AcceptOutcome>((resolve) => {
    accept = resolve
  })
  tms.acceptor.answer = () => answer
})
afterEach(() => tms.stop(0))

async function inFlight(count: number): Promise<void> {
  await waitUntil(() => tms.acceptor.requests.length === count, { what: `${count} requests in flight` })
}

/** A connection on which the server has read the beginning of a request: for Node it is not idle. */
async function begun(text: string): Promise<RawConnection> {
  const connection = await rawConnection(port)
  // In one packet, so that the answer to the first shows that the second has begun.
  connection.send(`GET / HTTP/1.1\r\nhost: tms\r\n\r\n${text}`)
  await connection.received('UP')
  return connection
}

describe('a stopping server', () => {
  it('finishes what is in flight, refuses what comes after it, and closes', async () => {
    const working = await rawConnection(port)
    working.send(REQUEST)
    await inFlight(1)
    const late = await begun(REQUEST.slice(0, 20))
    const probe = await begun('GET /ready')
    const stopped = tms.stop()
    probe.send(' HTTP/1.1\r\nhost: tms\r\n\r\n')
    await probe.received('DOWN')
    late.send(REQUEST.slice(20))
    const refusal = await late.received('PANTAU_STOPPING')
    expect(refusal).toContain('HTTP/1.1 503 Service Unavailable\r\n')
    expect(refusal).toMatch(/^retry-after: 1\r$/im)
    expect(refusal).toMatch(/^connection: close\r$/im)
    await late.closed()
    accept({ kind: 'accepted' })
    const answer = await working.received('"message":"Transaction is valid"')
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/^connection: close\r$/im)
    await working.closed()
    await stopped
    expect(tms.acceptor.requests).toHaveLength(1)
  })

  it('takes the rest of a message whose beginning it has taken', async () => {
    const half = REQUEST.length - 100
    const connection = await begun(REQUEST.slice(0, half))
    const stopped = tms.stop()
    connection.send(REQUEST.slice(half))
    await inFlight(1)
    accept({ kind: 'accepted' })
    expect(await connection.received('Transaction is valid')).toMatch(/^connection: close\r$/im)
    await connection.closed()
    await stopped
  })

  it('closes connections that wait, and takes no new ones', async () => {
    const idle = await rawConnection(port)
    idle.send('GET /health HTTP/1.1\r\nhost: tms\r\n\r\n')
    await idle.received('UP')
    await tms.stop()
    await idle.closed()
    await expect(rawConnection(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('cuts what does not end in time', async () => {
    const connection = await rawConnection(port)
    connection.send(REQUEST)
    await inFlight(1)
    await tms.stop(20)
    await connection.closed()
  })
})

describe('a running server', () => {
  it('keeps a connection for the next message', async () => {
    const connection = await rawConnection(port)
    connection.send(REQUEST)
    await inFlight(1)
    accept({ kind: 'duplicate' })
    await connection.received('Transaction is valid')
    tms.acceptor.answer = () => Promise.resolve({ kind: 'conflict' })
    connection.send(REQUEST)
    expect(await connection.received('PANTAU_MESSAGE_ID_REUSED')).not.toMatch(/^connection: close\r$/im)
  })

  it('goes on after a caller left in the middle of a message', async () => {
    const leaving = await rawConnection(port)
    leaving.send(REQUEST.slice(0, 400))
    leaving.leave()
    await leaving.closed()
    accept({ kind: 'accepted' })
    const next = await rawConnection(port)
    next.send(REQUEST)
    await next.received('Transaction is valid')
    expect(tms.acceptor.requests).toHaveLength(1)
  })
})
