import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below the ephemeral ports of Linux (32768 to 60999). A server that is down for a while leaves its port free: an ephemeral one could then
 * be given to some outgoing connection, even to a client's own that tries to reach the server, which TCP would connect to itself.
 */
const LOWEST_PORT = 20_000
const PORT_COUNT = 12_000
const ATTEMPTS_MAX = 50

/** No free port was found; something holds very many of them. */
export class NoFreePortError extends Error {
  override readonly name = 'NoFreePortError'
}

/**
 * A TCP port on 127.0.0.1 that is free now, and that nobody gets by asking for any port. Another process may choose it before the caller
 * binds it, so a caller whose bind fails asks again.
 * @throws NoFreePortError
 */
export async function findFreePort(): Promise<number> {
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const port = LOWEST_PORT + Math.floor(Math.random() * PORT_COUNT)
    if (await isFree(port)) {
      return port
    }
  }
  throw new NoFreePortError(`${ATTEMPTS_MAX} ports from ${LOWEST_PORT} on are taken`)
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  probe.listen({ host: '127.0.0.1', port, exclusive: true })
  try {
    await once(probe, 'listening')
  } catch {
    return false
  }
  probe.close()
  await once(probe, 'close')
  return true
}
