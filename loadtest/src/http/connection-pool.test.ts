import { once } from 'node:events'
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createPlainServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTestCertificate } from '../test-certificate.ts'
import { ConnectionPool } from './connection-pool.ts'
import type { ServerAddress } from './http-connection.ts'

const TIMEOUT_MS = 30_000

async function listen(server: Server): Promise<ServerAddress> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
}

function poolOf(address: ServerAddress, connectionCount: number, timeoutMs = TIMEOUT_MS): ConnectionPool {
  const pool = new ConnectionPool({ address, connectionCount, timeoutMs })
  onTestFinished(() => pool.close())
  return pool
}

function post(body: string): string {
  return `POST /x HTTP/1.1\r\nhost: test\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Answers what was sent, with 201 because the body of a 200 is not kept. */
const echo: RequestListener = (request, response) => {
  void text(request).then((body) => response.writeHead(201).end(body))
}

/** A server that says exactly what it is told. */
function rawServer(onRequest: (socket: Socket, count: number) => void): Promise<ServerAddress> {
  let count = 0
  return listen(
    createPlainServer((socket) => {
      socket.on('data', () => onRequest(socket, (count += 1)))
      // A driver that gives up cuts the connection.
      socket.on('error', () => undefined)
    }),
  )
}

function answered(status: number, bodyText: string) {
  return { exchange: { kind: 'answered', response: { status, bodyText } } }
}

describe('connections', () => {
  it('are kept, as many as allowed, and give every request its own answer', async () => {
    const sockets = new Set<unknown>()
    const server = createServer((request, response) => {
      sockets.add(request.socket)
      echo(request, response)
    })
    const pool = poolOf(await listen(server), 3)
    const bodies = Array.from({ length: 200 }, (_, index) => `{"n":"${'é'.repeat(index)}"}`)
    const answers = await Promise.all(bodies.map((body) => pool.send(post(body))))
    expect(answers).toMatchObject(bodies.map((body) => answered(201, body)))
    expect(sockets.size).toBe(3)
    expect(pool.inProgress).toBe(0)
  })

  it('speak TLS with a server whose authority is known, and with no other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-http-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const { certificate: cert, keyPath } = await createTestCertificate(folder)
    const address = await listen(createSecureServer({ cert, key: await readFile(keyPath) }, echo))
    const secure = poolOf({ ...address, tls: { certificateAuthority: cert } }, 2)
    expect(await Promise.all(['one', 'two', 'three'].map((body) => secure.send(post(body))))).toMatchObject(
      ['one', 'two', 'three'].map((body) => answered(201, body)),
    )
    const strangers = poolOf({ ...address, tls: { certificateAuthority: undefined } }, 1)
    expect((await strangers.send(post('one'))).exchange).toMatchObject({
      kind: 'failed',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
  })

  it('are opened again after the server has closed them', async () => {
    const pool = poolOf(
      await rawServer((socket, count) => {
        if (count % 2 === 0) {
          socket.destroy()
        } else {
          socket.end('HTTP/1.1 503 No\r\nconnection: close\r\n\r\nbye')
        }
      }),
      1,
    )
    const answers = await Promise.all(Array.from({ length: 4 }, () => pool.send(post('x'))))
    expect(answers.map(({ exchange }) => exchange)).toMatchObject([
      answered(503, 'bye').exchange,
      { kind: 'failed', code: 'ECONNRESET' },
      answered(503, 'bye').exchange,
      { kind: 'failed', code: 'ECONNRESET' },
    ])
  })

  it('are given up when an answer does not come, and those who wait get another', async () => {
    const pool = poolOf(
      await rawServer((socket, count) => {
        if (count > 1) {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')
        }
      }),
      1,
      200,
    )
    const answers = await Promise.all([pool.send(post('x')), pool.send(post('x')), pool.send(post('x'))])
    expect(answers.map(({ exchange }) => exchange)).toMatchObject([
      { kind: 'timeout' },
      { kind: 'answered' },
      { kind: 'answered' },
    ])
  })

  it('that cannot be opened, or are answered with something else, are told as such', async () => {
    const { host, port } = await rawServer((socket) => socket.write('220 smtp\r\n\r\n'))
    expect((await poolOf({ host, port }, 1).send(post('x'))).exchange).toEqual({
      kind: 'failed',
      code: 'HttpProtocolError',
    })
    const closed = createPlainServer()
    const address = await listen(closed)
    closed.close()
    await once(closed, 'close')
    expect((await poolOf(address, 1).send(post('x'))).exchange).toEqual({
      kind: 'failed',
      code: 'ECONNREFUSED',
    })
  })

  it('are closed when all that was sent is answered', async () => {
    const pool = poolOf(await listen(createServer(echo)), 1)
    const answer = pool.send(post('last'))
    await pool.close()
    expect(await answer).toMatchObject(answered(201, 'last'))
  })
})
