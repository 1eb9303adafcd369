import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { connectStore, StoreUnavailableError } from '@pantau/store'
import { expect, test } from 'vitest'
import { openStore } from './open-store.ts'

/** A way to a server that can fall silent: what is sent then is lost, and no connection is closed. */
async function silenceable(target: URL) {
  const ways = new Set<Socket>()
  let isSilent = false
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      ways.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (bytes) => void (isSilent || far.write(bytes)))
    far.on('data', (bytes) => void (isSilent || near.write(bytes)))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  // A TCP server's address is no path.
  const { port } = server.address() as AddressInfo
  return {
    port: String(port),
    silence: (silent: boolean) => void (isSilent = silent),
    close: () => {
      server.close()
      for (const socket of ways) {
        socket.destroy()
      }
    },
  }
}

test('a database that does not answer at all is given up, and with it the connection', async () => {
  const store = await openStore({ poolMax: 1 })
  const url = new URL(store.url)
  const way = await silenceable(new URL(store.url))
  url.port = way.port
  const pool = await connectStore({
    url: url.href,
    applicationName: 'silent',
    poolMax: 1,
    statementTimeoutMs: 200,
  })
  const process = { name: 'process', text: 'SELECT pg_backend_pid() AS id' }
  const before = await pool.query(process)
  way.silence(true)
  const unanswered = pool.session(({ exchange }) =>
    exchange((send) => ({ simple: send({ text: 'SELECT 1' }), named: send(process) })),
  )
  await expect(unanswered).rejects.toThrow(StoreUnavailableError)
  way.silence(false)
  const after = await pool.query(process)
  expect(after).not.toEqual(before)
  await pool.close()
  way.close()
  await store.close()
})
