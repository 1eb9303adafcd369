import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { KeysUnavailableError } from '../src/index.ts'
import { fetchJwks } from '../src/keys/fetch-jwks.ts'

const TIMEOUT_MS = 50

let begin = ''
const server = createServer((_request, response) => {
  if (begin !== '') {
    response.writeHead(200).write(begin)
  }
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

it.each([
  ['does not answer', ''],
  ['stops in the middle', '{"keys":['],
])('an issuer that %s is given up', async (_what, text) => {
  begin = text
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on TCP has a port.
  const { port } = server.address() as AddressInfo
  await expect(fetchJwks(`http://127.0.0.1:${port}/`, TIMEOUT_MS)).rejects.toThrow(KeysUnavailableError)
})
