import { millisecondsOf } from '../connection/sql-time.ts'
import { listOf, membersOf } from '../layout/stored-json.ts'
import { wholeHeader } from '../layout/whole-header.ts'
import type { HeaderRow } from '../layout/whole-header.ts'
import { StoredEvaluationError } from './stored-evaluation-error.ts'

/** A row of `evaluation.record e` with the names of its layout. */
export interface StoredRecordRow extends HeaderRow {
  readonly evaluation_id: string
  readonly status: string
  readonly evaluated_at_ms: number
  readonly record: string
  /** Null where the record has all names itself, as those of before there were layouts. */
  readonly layout: string | null
  readonly names: string | null
}

/** SQL for the columns of a `StoredRecordRow`. */
export const STORED_RECORD_COLUMNS = `e.tenant_id, e.transaction_type, e.message_id,
  ${millisecondsOf('e.accepted_at')} AS accepted_at_ms, e.configuration_digest, e.evaluation_id, e.status,
  ${millisecondsOf('e.evaluated_at')} AS evaluated_at_ms, e.record, e.layout,
  (SELECT l.names FROM configuration.layout l WHERE l.id = e.layout) AS names`

/**
 * The record as it travels, one line of JSON for `evaluationRecordCodec`, from what `storedRecord` made of it.
 * @throws StoredEvaluationError
 */
export function wholeRecord(row: StoredRecordRow): string {
  if (row.layout === null) {
    return row.record
  }
  const stored = membersOf(JSON.parse(row.record))
  const [, , adjudicationNs] = listOf(stored['times'])
  const [rules, typologies] = [columnsOf(stored['rules']), columnsOf(stored['typologies'])]
  const [ruleReasons, typologyReasons] = listOf(stored['reasons'] ?? [[], []]).map(reasonsOf)
  const names = row.names === null ? [] : listOf(JSON.parse(row.names))
  if (names.length !== 2 * (rules.length + typologies.length)) {
    throw new StoredEvaluationError('The layout of an evaluation is missing, or is that of another one')
  }
  const nameOf = (place: number): readonly unknown[] => names.slice(2 * place, 2 * place + 2)
  return JSON.stringify({
    v: 1,
    header: wholeHeader(row, stored),
    evaluationId: row.evaluation_id,
    status: row.status,
    ruleResults: rules.map((values, place) => [...nameOf(place), ...values, ruleReasons?.get(place) ?? null]),
    typologyResults: typologies.map(([score, flags, durationNs], place) => [
      ...nameOf(rules.length + place),
      score,
      flags === 1 || flags === 3,
      flags === 2 || flags === 3,
      durationNs,
      typologyReasons?.get(place) ?? null,
    ]),
    evaluatedAtMs: row.evaluated_at_ms,
    adjudicationNs,
  })
}

/** Three lists of equal length as rows. */
function columnsOf(value: unknown): readonly (readonly unknown[])[] {
  const [first, second, third] = listOf(value).map(listOf)
  if (first?.length !== second?.length || first?.length !== third?.length) {
    throw new StoredEvaluationError('The values of an evaluation are not as many as its rules or typologies')
  }
  return (first ?? []).map((each, place) => [each, second?.[place], third?.[place]])
}

function reasonsOf(value: unknown): ReadonlyMap<unknown, unknown> {
  return new Map(
    listOf(value).map((pair) => {
      const [place, reason] = listOf(pair)
      return [place, reason]
    }),
  )
}
