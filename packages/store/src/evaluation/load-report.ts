import { assembleReport } from '@pantau/evaluation'
import type { ReportDocument } from '@pantau/evaluation'
import { acceptedDocument } from '@pantau/iso20022'
import { minorUnitExponent } from '@pantau/rule-kit'
import type { StorePool } from '../connection/connect-store.ts'
import { loadEvaluation } from './load-evaluation.ts'
import { StoredEvaluationError } from './stored-evaluation-error.ts'
import type { EvaluationQuery, StoredEvaluation } from './load-evaluation.ts'

/** Reads one evaluation as the report of it; `undefined` when there is none (yet). @throws StoreUnavailableError, StoredEvaluationError */
export async function loadReport(
  pool: StorePool,
  query: EvaluationQuery,
): Promise<ReportDocument | undefined> {
  const stored = await loadEvaluation(pool, query)
  return stored === undefined ? undefined : reportOf(stored)
}

/** The report of an evaluation. @throws StoredEvaluationError when the stored message cannot be read */
export function reportOf(stored: StoredEvaluation): ReportDocument {
  const { record, configuration, body, instruction } = stored
  return assembleReport({
    evaluation: record,
    configuration,
    document: acceptedDocument(record.header.transactionType, documentOf(body)),
    ...(instruction === undefined ? {} : { instruction }),
    minorUnitExponent,
  })
}

function documentOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  // A decoder, because it passes over a byte order mark, which a message may begin with.
  const document: unknown = JSON.parse(new TextDecoder().decode(body))
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new StoredEvaluationError('The stored message of an evaluation is no JSON object')
  }
  return { ...document }
}
