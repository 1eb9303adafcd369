/** Where a test server came from: named by the environment, a container, or a program on this machine. */
export interface ServerSource {
  readonly kind: 'environment' | 'container' | 'local'
  /** The variable, the image or the program, for people. */
  readonly detail: string
}

/** No way to get a server was left, or the one that was found does not work. Tests fail with it; they are never skipped. */
export class TestServerError extends Error {
  override readonly name = 'TestServerError'
}

/** The test asked to end or empty a server that is not its own: one named by the environment, or the run's shared one. */
export class ServerNotOwnedError extends Error {
  override readonly name = 'ServerNotOwnedError'
}
