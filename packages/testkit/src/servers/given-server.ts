import type { ControlledServer } from './controlled-server.ts'
import { ServerNotOwnedError } from './server-source.ts'

/** A server that somebody else runs. `stop` leaves it alone. */
export function givenServer(variable: string, url: string, defaultPort: number): ControlledServer {
  const refuse = (): Promise<never> =>
    Promise.reject(new ServerNotOwnedError(`The server named by ${variable} is not this test's to end`))
  const { port } = new URL(url)
  return {
    source: { kind: 'environment', detail: variable },
    url,
    port: port === '' ? defaultPort : Number(port),
    pid: 0,
    stop: () => Promise.resolve(),
    kill: refuse,
    restart: refuse,
  }
}
