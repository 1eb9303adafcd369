import type { MessageDocuments } from '../schema/message-schemas.ts'
import { EXAMPLE_PACS_002 } from './pacs-002.ts'
import { EXAMPLE_PACS_008 } from './pacs-008.ts'
import { EXAMPLE_PAIN_001 } from './pain-001.ts'
import { EXAMPLE_PAIN_013 } from './pain-013.ts'

/** One payment as its four messages, with every field that the JSON profile has. For documentation and tests; invented. */
export const EXAMPLE_MESSAGES: MessageDocuments = {
  'pain.001.001.11': EXAMPLE_PAIN_001,
  'pain.013.001.09': EXAMPLE_PAIN_013,
  'pacs.008.001.10': EXAMPLE_PACS_008,
  'pacs.002.001.12': EXAMPLE_PACS_002,
}
