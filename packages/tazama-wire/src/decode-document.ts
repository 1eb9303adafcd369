import { FRMS_MESSAGE } from './layout.ts'

/** The bytes are no message of the layout. */
export class UndecodableDocumentError extends Error {
  override readonly name = 'UndecodableDocumentError'
}

/**
 * What a receiver reads: the members that were sent, under their names. Fields that the layout does not know are passed over.
 * @throws UndecodableDocumentError
 */
export function decodeDocument(bytes: Uint8Array): Record<string, unknown> {
  try {
    return FRMS_MESSAGE.toObject(FRMS_MESSAGE.decode(bytes))
  } catch (cause) {
    throw new UndecodableDocumentError('The bytes are no FRMSMessage', { cause })
  }
}
