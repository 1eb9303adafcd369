import { createFactLayout, evaluationRecordCodec, paymentInstructionCodec } from '@pantau/contracts'
import type { EvaluationRecord, FactLayout } from '@pantau/contracts'
import type { ConfigurationSet } from '@pantau/evaluation'
import type { PaymentInstruction, TransactionType } from '@pantau/rule-kit'
import { createSnapshotReader } from '../configuration/create-snapshot-reader.ts'
import type { SnapshotReader } from '../configuration/create-snapshot-reader.ts'
import type { StorePool } from '../connection/connect-store.ts'
import { parseNames } from '../layout/stored-json.ts'
import { StoredEvaluationError } from './stored-evaluation-error.ts'
import { wholeEvent } from '../acceptance/whole-event.ts'
import { wholeRecord } from './whole-record.ts'
import { selectEvaluation } from './statements/select-evaluation.ts'
import type { EvaluationRow } from './statements/select-evaluation.ts'

export interface EvaluationQuery {
  readonly tenantId: string
  readonly messageId: string
  /** When absent, the evaluation accepted last under this MsgId. */
  readonly transactionType?: TransactionType
}

/** Everything that a report of one evaluation is made of. */
export interface StoredEvaluation {
  readonly record: EvaluationRecord
  /** The record, and the event that was evaluated, encoded: for recomputing and explaining. */
  readonly recordBytes: Uint8Array
  /** Absent where a status report was decided without its credit transfer. */
  readonly eventBytes?: Uint8Array
  /** Of an event whose facts are packed. */
  readonly eventLayout?: FactLayout
  /** The message as received. */
  readonly body: Uint8Array
  /** Absent while the credit transfer of a status report has not come. */
  readonly instruction?: PaymentInstruction
  readonly configuration: ConfigurationSet
}

/**
 * Reads one evaluation with what it was made of; `undefined` when there is none (yet).
 * @param snapshots of a caller that reads many, so that their configurations are read once
 * @throws StoreUnavailableError, StoredEvaluationError
 */
export async function loadEvaluation(
  pool: StorePool,
  query: EvaluationQuery,
  snapshots: SnapshotReader = createSnapshotReader(pool),
): Promise<StoredEvaluation | undefined> {
  const [row] = await pool.query(selectEvaluation(query))
  return row === undefined ? undefined : storedEvaluation(row, await snapshots.read(row.configuration_digest))
}

function storedEvaluation(
  row: EvaluationRow,
  configuration: Awaited<ReturnType<SnapshotReader['read']>>,
): StoredEvaluation {
  const { body, event, instruction } = row
  // A status report without a credit transfer has neither event nor payment.
  const lacksPayment = instruction === null && event !== null
  if (body === null || configuration === undefined || lacksPayment) {
    throw new StoredEvaluationError('An evaluation lacks its message, its payment or its configuration')
  }
  if (configuration === 'unreadable') {
    throw new StoredEvaluationError('The configuration of an evaluation cannot be read')
  }
  const recordBytes = Buffer.from(wholeRecord(row))
  return {
    record: evaluationRecordCodec.decode(recordBytes),
    recordBytes,
    ...(event === null ? {} : eventOf({ ...row, event })),
    body,
    ...(instruction === null
      ? {}
      : { instruction: paymentInstructionCodec.decode(Buffer.from(instruction)) }),
    configuration,
  }
}

function eventOf(
  row: EvaluationRow & { readonly event: Buffer },
): Pick<StoredEvaluation, 'eventBytes' | 'eventLayout'> {
  const eventBytes = wholeEvent(row)
  if (row.event_layout === null) {
    return { eventBytes }
  }
  if (row.event_names === null) {
    throw new StoredEvaluationError('The layout of an event is missing')
  }
  return { eventBytes, eventLayout: createFactLayout(parseNames(row.event_names)) }
}
