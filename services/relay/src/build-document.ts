import { parseOutboxPayload } from '@pantau/contracts'
import { assembleInterdiction, assembleReport } from '@pantau/evaluation'
import { minorUnitExponent } from '@pantau/iso20022'
import { loadEvaluation } from '@pantau/store'
import type { LeasedDelivery, StorePool } from '@pantau/store'
import type { OutboundDocument } from './destination.ts'

/** The evaluation that a delivery is about is not there to be read. */
export class MissingEvaluationError extends Error {
  override readonly name = 'MissingEvaluationError'
}

/**
 * Builds what a destination gets, from the stored evaluation: for an alert `{report, transaction, networkMap}`, for an interdiction what
 * asked for it with the same surroundings.
 * @throws MissingEvaluationError, StoreUnavailableError
 */
export async function buildDocument(pool: StorePool, delivery: LeasedDelivery): Promise<OutboundDocument> {
  const payload = parseOutboxPayload(delivery.payload)
  const stored = await loadEvaluation(pool, delivery.key)
  if (stored === undefined) {
    throw new MissingEvaluationError('The evaluation to be delivered is not there')
  }
  const { record, body, instruction, configuration } = stored
  const assembled = assembleReport({
    evaluation: record,
    configuration,
    document: documentOf(body),
    instruction,
    minorUnitExponent,
  })
  const delivered = {
    deliveryId: `${record.evaluationId}-${delivery.outboxId}`,
    tenantId: delivery.key.tenantId,
  }
  if (payload.kind === 'alert') {
    const { report, transaction, networkMap } = assembled
    return { ...delivered, kind: 'alert', document: { report, transaction, networkMap } }
  }
  return {
    ...delivered,
    kind: 'interdiction',
    interdictedBy: payload.interdiction.kind,
    document: assembleInterdiction(payload.interdiction, record, assembled),
  }
}

function documentOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  const document: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new MissingEvaluationError('The stored message is no JSON object')
  }
  return { ...document }
}
