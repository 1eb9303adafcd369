import type { ServerSource } from './server-source.ts'

/** A running server that a test may end and start again. */
export interface ControlledServer {
  readonly source: ServerSource
  readonly url: string
  readonly port: number
  /** Process id; changes with a restart; 0 where the server runs in a container or elsewhere. */
  readonly pid: number
  /** Ends it for good and removes its private data folder. May be called again. */
  stop(signal?: NodeJS.Signals): Promise<void>
  /** Ends it at once (SIGKILL), as a crash does; the data folder stays. @throws ServerNotOwnedError */
  kill(): Promise<void>
  /** Starts it again on the same port and data folder, after ending it (SIGTERM) where it still runs. @throws ServerNotOwnedError */
  restart(): Promise<void>
}
