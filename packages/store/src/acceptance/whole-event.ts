import { acceptedEventText } from '@pantau/contracts'
import { listOf, membersOf } from '../layout/stored-json.ts'
import { wholeHeader } from '../layout/whole-header.ts'
import type { HeaderRow } from '../layout/whole-header.ts'
import { StoredEvaluationError } from '../evaluation/stored-evaluation-error.ts'
import { millisecondsOf } from '../connection/sql-time.ts'

/** A row of `raw_history.message m` that has an event, with the instruction on record. */
export interface StoredEventRow extends HeaderRow {
  readonly end_to_end_id: string
  readonly created_at_ms: number
  readonly message_status: string | null
  readonly event: Buffer
  /** Null where the event is stored as it travels, as those of before there were layouts. */
  readonly event_layout: string | null
  readonly instruction: string | null
}

/** SQL for what of a `StoredEventRow` stands in the message, but for its key, its digest and the instruction. */
export const STORED_EVENT_COLUMNS = `m.end_to_end_id, m.created_at_ms, m.status AS message_status, m.event, m.event_layout`

/** SQL for the key of a `StoredEventRow` and its digest. */
export const STORED_EVENT_KEY = `m.tenant_id, m.transaction_type, m.message_id, ${millisecondsOf('m.accepted_at')} AS accepted_at_ms,
  m.configuration_digest`

/**
 * The event as it was published, encoded for `acceptedEventCodec`, from what `createEventWriter` made of it.
 * @throws StoredEvaluationError
 */
export function wholeEvent(row: StoredEventRow): Buffer {
  if (row.event_layout === null) {
    return row.event
  }
  const stored = membersOf(JSON.parse(row.event.toString('utf8')))
  return Buffer.from(
    acceptedEventText(
      wholeHeader(row, stored),
      {
        tenantId: row.tenant_id,
        transactionType: row.transaction_type,
        messageId: row.message_id,
        endToEndId: row.end_to_end_id,
        occurredAtMs: row.created_at_ms,
        ...(row.message_status === null ? {} : { status: row.message_status }),
        instruction: stored['instruction'] ?? instructionOnRecord(row),
      },
      row.event_layout,
      JSON.stringify(listOf(stored['facts'])),
    ),
  )
}

function instructionOnRecord({ instruction }: StoredEventRow): unknown {
  if (instruction === null) {
    throw new StoredEvaluationError('An event lacks the instruction of its payment')
  }
  return membersOf(JSON.parse(instruction))['instruction']
}
