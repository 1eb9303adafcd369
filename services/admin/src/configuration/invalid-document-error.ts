/** A request about configuration that cannot be taken; its message lists everything that is wrong. */
export class InvalidDocumentError extends Error {
  override readonly name = 'InvalidDocumentError'
  readonly statusCode = 400
}
