import { hash } from 'node:crypto'
import fastJsonStringify from 'fast-json-stringify'
import { MESSAGE_SCHEMAS } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/**
 * Compiles the writer of a message type's canonical text: JSON in the order of the schema, without white space. It is what the reply
 * echoes and what the content hash is taken of.
 */
export function compileCanonicalText(
  type: TransactionType,
): (document: MessageDocuments[TransactionType]) => string {
  return fastJsonStringify(MESSAGE_SCHEMAS[type])
}

/** SHA-256 of a canonical text in UTF-8. */
export function contentHash(canonicalText: string): Uint8Array {
  return hash('sha256', canonicalText, 'buffer')
}
