import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** A way to a server that can stop passing anything on while all connections stay open, as when the server hangs. */
export interface FreezableProxy {
  readonly port: number
  freeze(): void
  thaw(): void
  close(): Promise<void>
}

export async function startFreezableProxy(targetPort: number): Promise<FreezableProxy> {
  const sockets = new Set<Socket>()
  let frozen = false

  function pass(from: Socket, to: Socket): void {
    sockets.add(from)
    from.on('data', (chunk) => to.write(chunk))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
    if (frozen) {
      from.pause()
    }
  }

  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1')
    pass(client, upstream)
    pass(upstream, client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') {
    throw new TypeError('A TCP server has a port')
  }
  return {
    port: address.port,
    freeze() {
      frozen = true
      sockets.forEach((socket) => socket.pause())
    },
    thaw() {
      frozen = false
      sockets.forEach((socket) => socket.resume())
    },
    async close() {
      server.close()
      sockets.forEach((socket) => socket.destroy())
      await once(server, 'close')
    },
  }
}
