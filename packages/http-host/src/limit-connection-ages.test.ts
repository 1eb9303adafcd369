import { Agent, request } from 'node:http'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { limitConnectionAges } from './limit-connection-ages.ts'

let app: FastifyInstance
let agent: Agent
beforeEach(() => {
  app = fastify()
  agent = new Agent({ keepAlive: true, maxSockets: 1 })
})
afterEach(async () => {
  agent.destroy()
  await app.close()
})

it.each([
  ['a young connection is kept', 600_000, ['keep-alive', 'keep-alive']],
  ['an old one is closed with its next answer', 0, ['keep-alive', 'close']],
])('%s', async (_what, ageMsMax, expected) => {
  limitConnectionAges(app, { ageMsMax, random: () => 0 })
  app.get('/', async () => 'ok')
  const { port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  expect([await get(port), await get(port)]).toEqual(expected)
})

/** What an answer says about its connection. */
function get(port: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent }, (response) => {
      response.resume().once('end', () => resolve(response.headers.connection))
    })
    sent.once('error', reject).end()
  })
}
