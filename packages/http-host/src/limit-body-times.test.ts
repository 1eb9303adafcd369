import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limitBodyTimes } from './limit-body-times.ts'

const HEAD = 'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 10\r\n\r\n'

let app: FastifyInstance
let port: number
beforeEach(async () => {
  app = fastify()
  limitBodyTimes(app, { timeoutMs: 20, sweepEveryMs: 10 })
})
afterEach(() => app.close())

async function send(path: string, part: string): Promise<Socket> {
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  port = Number(new URL(address).port)
  const socket = connect(port, '127.0.0.1')
  socket.write(HEAD.replace('POST /', `POST ${path}`) + part)
  return socket
}

describe('a body that takes too long', () => {
  it('is answered with 408, and its connection is closed', async () => {
    app.post('/', async () => 'taken')
    expect(await text(await send('/', 'half'))).toBe(
      'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n',
    )
  })

  it('is cut without another answer when it was refused before it was read', async () => {
    app.post(
      '/',
      { onRequest: async (_request, reply) => reply.code(503).send('later') },
      async () => 'taken',
    )
    const received = await text(await send('/', 'half'))
    expect(received).toMatch(/^HTTP\/1\.1 503 /)
    expect(received).not.toContain('408')
  })

  it('is waited for by a route that bounds it itself, and by one that has it', async () => {
    app.addContentTypeParser('text/plain', (_request, _payload, done) => done(null))
    app.post('/', async (request) => {
      request.takeTime()
      return text(request.raw)
    })
    const socket = await send('/', 'half')
    // Long enough for several sweeps over another connection to show that this one is left alone.
    const other = connect(port, '127.0.0.1')
    other.write(HEAD.replace('POST /', 'POST /nowhere'))
    await text(other)
    socket.end(' whole')
    expect(await text(socket)).toContain('half whole')
  })
})
