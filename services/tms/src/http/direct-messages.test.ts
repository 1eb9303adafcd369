import { Agent, createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Principal } from '@pantau/auth'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { createLogger } from '@pantau/service-runtime'
import { recordingAcceptor } from '../../test/recording-acceptor.ts'
import type { RecordingAcceptor } from '../../test/recording-acceptor.ts'
import { sendOver } from '../../test/send-over.ts'
import type { Answer } from '../../test/send-over.ts'
import { openAdmission } from '../../test/start-tms.ts'
import { DirectMessages } from './direct-messages.ts'
import { compileMessageReader } from './message-reader.ts'

const PATH = '/v1/evaluate/iso20022/pacs.002.001.12'
const BODY = JSON.stringify(EXAMPLE_MESSAGES['pacs.002.001.12'])
const NOT_TAKEN = 418
const PASSED_ON = 204
const LIMIT = 200_000
const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
const caller: Principal = {
  tenantId: 'a',
  claims: new Set(),
  subject: 's',
  expiresAtMs: Number.POSITIVE_INFINITY,
}

const agent = new Agent({ keepAlive: true })
afterAll(() => agent.destroy())

let server: Server
let isLast: boolean
let isKnown: boolean
let passedOn: string[]
let answered: number[]
let acceptor: RecordingAcceptor
beforeEach(async () => {
  isLast = false
  isKnown = true
  passedOn = []
  answered = []
  acceptor = recordingAcceptor()
  const admission = openAdmission()
  const read = compileMessageReader('pacs.002.001.12', { quoting: false })
  const direct = new DirectMessages({
    readers: new Map([[PATH, (body) => read(JSON.parse(body.toString('utf8')))]]),
    acceptor,
    refuseFirst: {
      admittedOf: () => {
        const decision = admission.ask('a', 'report')
        return decision.kind === 'admitted' ? { decision, caller: isKnown ? caller : undefined } : undefined
      },
    },
    host: {
      passOn: (_request, response, body) => {
        passedOn.push(body.toString('utf8'))
        response.writeHead(PASSED_ON).end()
      },
      isLastAnswer: () => isLast,
    },
    bodyLimitBytes: LIMIT,
    log,
    onAnswered: (statusCode) => answered.push(statusCode),
  })
  server = createServer((request, response) => {
    if (!direct.take(request, response)) {
      request.resume()
      response.writeHead(NOT_TAKEN).end()
    }
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function send(body: string, path = PATH, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  const sized = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
  return sendOver(agent, { port, path, headers: { ...sized, ...headers } }, body)
}

describe('a message', () => {
  it('of a caller who is known is answered without the routes', async () => {
    const { status, headers, body } = await send(BODY)
    expect([status, headers['connection']]).toEqual([200, 'keep-alive'])
    expect(JSON.parse(body)).toMatchObject({ message: 'Transaction is valid' })
    expect([passedOn, answered]).toEqual([[], [200]])
  })

  it('that is the last of its connection says so', async () => {
    isLast = true
    expect((await send(BODY)).headers['connection']).toBe('close')
  })

  it('that cannot be read is passed on with its bytes', async () => {
    const broken = BODY.slice(0, -1)
    expect((await send(broken)).status).toBe(PASSED_ON)
    expect([passedOn, answered]).toEqual([[broken], []])
  })

  it('that comes in many pieces is read as a whole', async () => {
    const long = BODY.padEnd(LIMIT)
    expect((await send(long)).status).toBe(200)
    expect(acceptor.requests.map(({ rawBody }) => Buffer.from(rawBody).toString('utf8'))).toEqual([long])
  })
})

describe('left to the routes', () => {
  it('is who is not known', async () => {
    isKnown = false
    expect((await send(BODY)).status).toBe(NOT_TAKEN)
  })

  it.each<[string, string, string, Record<string, string>]>([
    ['another path', BODY, `${PATH}?a=1`, {}],
    ['another type', BODY, PATH, { 'content-type': 'text/plain' }],
    ['no body', '', PATH, {}],
    ['a body over the bound', BODY.padEnd(LIMIT + 1), PATH, {}],
  ])('is %s', async (_name, body, path, headers) => {
    expect((await send(body, path, headers)).status).toBe(NOT_TAKEN)
  })

  it('is a body of unknown length', async () => {
    const { port } = server.address() as AddressInfo
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }
    expect((await sendOver(agent, { port, path: PATH, headers }, BODY)).status).toBe(NOT_TAKEN)
  })
})
