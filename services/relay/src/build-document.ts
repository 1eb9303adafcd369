import { parseOutboxPayload } from '@pantau/contracts'
import { assembleInterdiction } from '@pantau/evaluation'
import { loadEvaluation, reportOf } from '@pantau/store'
import type { LeasedDelivery, SnapshotReader, StorePool } from '@pantau/store'
import type { Explainer } from './create-explainer.ts'
import type { OutboundDocument } from './destination.ts'

/** The evaluation that a delivery is about is not there to be read. */
export class MissingEvaluationError extends Error {
  override readonly name = 'MissingEvaluationError'
}

export interface DocumentDeps {
  readonly pool: StorePool
  readonly snapshots: SnapshotReader
  /** Adds to every alert why it was raised, when present. */
  readonly explain?: Explainer
}

/**
 * Builds what a destination gets, from the stored evaluation: for an alert `{report, transaction, networkMap}`, for an interdiction what
 * asked for it with the same surroundings. With `explain`, an alert also says why, in a member of its own.
 * @throws MissingEvaluationError, StoredEvaluationError, StoreUnavailableError
 */
export async function buildDocument(
  { pool, snapshots, explain }: DocumentDeps,
  delivery: LeasedDelivery,
): Promise<OutboundDocument> {
  const payload = parseOutboxPayload(delivery.payload)
  const stored = await loadEvaluation(pool, delivery.key, snapshots)
  if (stored === undefined) {
    throw new MissingEvaluationError('The evaluation to be delivered is not there')
  }
  const { record } = stored
  const { traceParent } = record.header
  const assembled = reportOf(stored)
  const delivered = {
    deliveryId: `${record.evaluationId}-${delivery.outboxId}`,
    tenantId: delivery.key.tenantId,
    ...(traceParent === undefined ? {} : { causedBy: traceParent }),
  }
  if (payload.kind === 'alert') {
    const { report, transaction, networkMap } = assembled
    const document = { report, transaction, networkMap }
    return {
      ...delivered,
      kind: 'alert',
      document: explain === undefined ? document : { ...document, explanation: explain(stored) },
    }
  }
  return {
    ...delivered,
    kind: 'interdiction',
    interdictedBy: payload.interdiction.kind,
    document: assembleInterdiction(payload.interdiction, record, assembled),
  }
}
