import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from './system-clock.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { IngressClient } from './ingress-client.ts'
import type { OutgoingMessage, SubmissionOutcome } from './message-submission.ts'
import { submitMessage } from './message-submission.ts'
import { parseRetryAfterMs } from './retry-after.ts'

const MESSAGE: OutgoingMessage = { transactionType: 'pacs.008.001.10', messageId: 'M8-1', body: '{"a":1}' }

type Reply = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let replies: Reply[]
let bodies: string[]
let client: IngressClient
let entries: LedgerEntry[]

beforeEach(async () => {
  replies = []
  bodies = []
  entries = []
  server = createServer((request, response) => {
    void serve(request, response)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  client = new IngressClient({
    urls: [`http://127.0.0.1:${port}`],
    connectionCount: 2,
    answerTimeoutMs: 1000,
  })
})

afterEach(async () => {
  await client.close()
  server.closeAllConnections()
  server.close()
})

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  bodies.push(`${request.url} ${await text(request)}`)
  const reply = replies.shift() ?? accept
  reply(request, response)
}

function submit(giveUpAfterMs = 5000): Promise<SubmissionOutcome> {
  return submitMessage(
    {
      clock: systemClock,
      post: (type, body) => client.post(type, body),
      record: (entry) => entries.push(entry),
      retryPolicy: { giveUpAfterMs, retryDelayMs: 5, retryAfterMaxMs: 20 },
    },
    MESSAGE,
    systemClock.nowMs(),
  )
}

const accept: Reply = (_request, response) => {
  response.writeHead(200).end('{}')
}
const busy: Reply = (_request, response) => {
  response.writeHead(503, { 'retry-after': '1' }).end('{"message":"busy"}')
}
const hangUp: Reply = (request) => {
  request.socket.destroy()
}

describe('submitting one message', () => {
  it('is done after the first 200', async () => {
    expect(await submit()).toMatchObject({ kind: 'accepted', attemptCount: 1 })
    expect(bodies).toEqual(['/v1/evaluate/iso20022/pacs.008.001.10 {"a":1}'])
    expect(entries.map((entry) => entry.event)).toEqual(['due', '200'])
  })

  it('asks for the decision in the reply with status reports only, and hears what it says', async () => {
    const { port } = server.address() as AddressInfo
    const asking = new IngressClient({
      urls: [`http://127.0.0.1:${port}`],
      connectionCount: 1,
      waitSeconds: 0.3,
    })
    const preferred: unknown[] = []
    const decide: Reply = ({ headers }, response) => {
      preferred.push(headers['prefer'])
      response
        .writeHead(200, { 'preference-applied': 'wait=0.3' })
        .end('{"message":"m","data":{},"decision":{"state":"undecided","missing":"evaluation"}}')
    }
    replies.push(decide, (request, response) => {
      preferred.push(request.headers['prefer'])
      accept(request, response)
    })
    expect(await asking.post('pacs.002.001.12', '{}')).toMatchObject({ status: 200, decision: 'undecided' })
    expect(await asking.post('pacs.008.001.10', '{}')).not.toHaveProperty('decision')
    expect(preferred).toEqual(['wait=0.3', undefined])
    await asking.close()
  })

  it('sends the same message again after a refusal and after a lost connection, and records every answer', async () => {
    replies.push(busy, hangUp, busy)
    expect(await submit()).toMatchObject({ kind: 'accepted', attemptCount: 4 })
    expect(new Set(bodies).size).toBe(1)
    expect(entries.map((entry) => entry.event)).toEqual(['due', '503', 'connection-error', '503', '200'])
  })

  it('tells a refusal that does not say when to come back from one that does', async () => {
    replies.push((_request, response) => response.writeHead(503).end())
    await submit()
    expect(entries.map((entry) => entry.event)).toEqual(['due', '503-without-retry-after', '200'])
  })

  it('does not repeat what can never be accepted', async () => {
    replies.push((_request, response) => response.writeHead(409).end('{"message":"other content"}'))
    expect(await submit()).toEqual({
      kind: 'refused',
      attemptCount: 1,
      status: 409,
      bodyText: '{"message":"other content"}',
    })
  })

  it('gives up when the time of its policy is over', async () => {
    replies.push(...Array.from({ length: 1000 }, () => busy))
    expect(await submit(60)).toMatchObject({ kind: 'gave-up', last: { kind: 'answered', status: 503 } })
  })

  it('counts an answer that does not come as a timeout', async () => {
    replies.push(() => undefined)
    expect(await submit()).toMatchObject({ kind: 'accepted', attemptCount: 2 })
    expect(entries.map((entry) => entry.event)).toEqual(['due', 'timeout', '200'])
  })
})

it.each([
  ['2', 2000],
  ['0', 0],
  [undefined, undefined],
  ['soon', undefined],
  ['-1', undefined],
])('reads Retry-After %s as %s ms', (header, expected) => {
  expect(parseRetryAfterMs(header)).toBe(expected)
})
