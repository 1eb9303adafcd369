import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import { waitUntil } from '@pantau/testkit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ReplyResult } from '../src/decision/decision-replies.ts'
import { messagePath } from '../src/index.ts'
import type { AcceptOutcome } from '../src/index.ts'
import { decisionsOf } from './decisions-of.ts'
import { postText, rawConnection } from './raw-connection.ts'
import { startTms } from './start-tms.ts'
import type { StartedTms } from './start-tms.ts'

const TYPE = 'pacs.002.001.12'
const REQUEST = postText(messagePath(TYPE), JSON.stringify(EXAMPLE_MESSAGES[TYPE]))

let tms: StartedTms
let port: number
let replied: ReplyResult[]
let accept: (outcome: AcceptOutcome) => void
beforeEach(async () => {
  replied = []
  const decisions = decisionsOf(async (keys) => keys.map(() => ({ kind: 'due' })), {
    waitMaxMs: 600_000,
    onReplied: (result) => replied.push(result),
  })
  tms = await startTms({}, undefined, undefined, undefined, { decisions })
  port = await tms.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(() => tms.stop(0))

/** @param lines of the head */
function preferring(...lines: readonly string[]): string {
  return REQUEST.replace('host: tms\r\n', `host: tms\r\n${lines.map((line) => `${line}\r\n`).join('')}`)
}

it('a preference is found in any of several lines, the first of its name', async () => {
  const connection = await rawConnection(port)
  connection.send(
    preferring('Prefer: respond-async', 'PREFER: handling=lenient , wait=0.02', 'prefer: wait=9'),
  )
  const answer = await connection.received('"missing":"evaluation"')
  expect(answer).toMatch(/^preference-applied: wait=0\.02\r$/im)
})

it('a caller who left while its message was committed is not waited for', async () => {
  const answer = new Promise<AcceptOutcome>((resolve) => {
    accept = resolve
  })
  tms.acceptor.answer = () => answer
  const connection = await rawConnection(port)
  connection.send(preferring('prefer: wait=600'))
  await waitUntil(() => tms.acceptor.requests.length === 1, { what: 'the message' })
  connection.leave()
  await waitUntil(noConnections, { what: 'the end of the connection' })
  accept({ kind: 'accepted' })
  await waitUntil(() => replied.length === 1, { what: 'the end of the wait' })
})

function noConnections(): Promise<boolean> {
  return new Promise((resolve, reject) => {
    tms.app.server.getConnections((error, count) => (error === null ? resolve(count === 0) : reject(error)))
  })
}
