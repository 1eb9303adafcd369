import type { LogFields } from '@pantau/service-runtime'

/** The acceptor threw. Keeps apart what is wrong with us from what is wrong with the request, whatever properties the cause has. */
export class AcceptanceFailedError extends Error {
  override readonly name = 'AcceptanceFailedError'
  /** What a log line about it says besides. */
  readonly logFields: LogFields

  constructor(message: string, options: ErrorOptions & { readonly logFields: LogFields }) {
    super(message, options)
    this.logFields = options.logFields
  }
}
