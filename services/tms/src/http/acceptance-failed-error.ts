/** The acceptor threw. Keeps apart what is wrong with us from what is wrong with the request, whatever properties the cause has. */
export class AcceptanceFailedError extends Error {
  override readonly name = 'AcceptanceFailedError'
}
