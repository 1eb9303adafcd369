import { evaluationRecordCodec } from '@pantau/contracts'
import type { EvaluationRecord, MessageKey } from '@pantau/contracts'
import { acceptanceSettings } from '../acceptance/statements/acceptance-settings.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { BEGIN, COMMIT } from '../connection/transaction.ts'
import { selectProgress } from './statements/select-progress.ts'
import type { ProgressRow } from './statements/select-progress.ts'
import { wholeRecord } from './whole-record.ts'

/**
 * How far a message that is on record has come. `due`: an evaluation is owed. `parked`: a status report whose credit transfer has not come.
 * `recorded`: nothing is evaluated. `quarantined`: a stage refused it, and somebody has to look. `unreadable`: decided, by what this build
 * cannot read.
 */
export type MessageProgress =
  | { readonly kind: 'decided'; readonly record: EvaluationRecord }
  | { readonly kind: 'due' | 'parked' | 'recorded' | 'quarantined' }
  | { readonly kind: 'unreadable'; readonly error: unknown }

/**
 * Looks how far messages have come, in one statement and one round trip, of indexes only however large the tables are. One answer per key, in
 * order; undefined for a message that is not on record.
 * @throws StoreUnavailableError
 */
export async function findProgress(
  pool: StorePool,
  keys: readonly MessageKey[],
): Promise<readonly (MessageProgress | undefined)[]> {
  const { rows } = await pool.session(({ exchange }) =>
    exchange((send) => ({
      begun: send(BEGIN),
      // For few keys at a time, whatever the tables held when the statement was planned.
      settings: send(acceptanceSettings()),
      rows: send(selectProgress(keys)),
      committed: send(COMMIT),
    })),
  )
  const found = new Map(rows.map((row) => [row.position, row]))
  return keys.map((_key, index) => progressOf(found.get(index + 1)))
}

function progressOf(row: ProgressRow | undefined): MessageProgress | undefined {
  if (row?.progress !== 'decided') {
    return row === undefined ? undefined : { kind: row.progress }
  }
  try {
    return { kind: 'decided', record: evaluationRecordCodec.decode(Buffer.from(wholeRecord(row))) }
  } catch (error) {
    return { kind: 'unreadable', error }
  }
}
