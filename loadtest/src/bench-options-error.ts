/** A command line that cannot be understood; the message says what is wrong, for people. */
export class BenchOptionsError extends Error {
  override readonly name = 'BenchOptionsError'
}
