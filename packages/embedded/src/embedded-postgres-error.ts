/** What went wrong, for code that reacts to it; the message says it for people, with what to do. */
export type EmbeddedPostgresErrorCode =
  /** No binaries for this platform are installed. */
  | 'BINARIES_MISSING'
  /** The installed binaries do not run. */
  | 'BINARIES_BROKEN'
  /** This process is root and no way was found to run PostgreSQL as somebody else. */
  | 'ROOT_REFUSED'
  /** Another living process runs a server on the same folder. */
  | 'FOLDER_IN_USE'
  /** The folder holds a cluster of another major version. */
  | 'VERSION_MISMATCH'
  /** The data folder could not be created and initialised. */
  | 'INIT_FAILED'
  /** The wanted port is taken. */
  | 'PORT_IN_USE'
  /** The server ended or did not become ready. */
  | 'START_FAILED'
  /** A server left behind by an earlier process could not be stopped. */
  | 'ORPHAN_NOT_STOPPED'

/** Starting the embedded server failed. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
  readonly code: EmbeddedPostgresErrorCode

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(`${message} [${code}]`, options)
    this.code = code
  }
}
