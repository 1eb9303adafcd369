import type { Static } from 'typebox'
import type { TransactionType } from '@pantau/rule-kit'
import { Pacs002Schema } from './pacs-002.ts'
import { Pacs008Schema } from './pacs-008.ts'
import { Pain001Schema } from './pain-001.ts'
import { Pain013Schema } from './pain-013.ts'

/**
 * The JSON profile of each message type as JSON Schema. Meant for a validator that removes unknown properties, fills in defaults
 * and coerces scalars; the property order is the order of the canonical text.
 */
export const MESSAGE_SCHEMAS = {
  'pain.001.001.11': Pain001Schema,
  'pain.013.001.09': Pain013Schema,
  'pacs.008.001.10': Pacs008Schema,
  'pacs.002.001.12': Pacs002Schema,
} as const satisfies Record<TransactionType, object>

/** A validated message of each type. */
export type MessageDocuments = {
  [T in TransactionType]: Static<(typeof MESSAGE_SCHEMAS)[T]>
}
