import type { EvaluationRecord } from '@pantau/contracts'
import type { Layout } from '../layout/layout.ts'
import type { Layouts } from '../layout/create-layouts.ts'

/** A record as it is kept beside the columns of its row: values in the order of its layout, and nothing that a column says. */
export interface StoredRecord {
  readonly text: string
  readonly layout: Layout
}

const REVIEW = 1
const INTERDICT = 2

/** Of a result that has a reason: its place, and the reason. */
type Reasons = readonly (readonly [number, string])[]

/**
 * `{times: [data preparation, event director, adjudication in ns], traceParent?, rules: [outcomes, values, durations in ns],
 * typologies: [scores, 1 for review + 2 for interdict, durations in ns], reasons?: [of rules, of typologies]}`. The layout names id and
 * configuration of each rule, then of each typology.
 */
export function storedRecord(record: EvaluationRecord, layouts: Layouts): StoredRecord {
  const { header, ruleResults: rules, typologyResults: typologies } = record
  const layout = layouts.of(namesOf(record))
  const reasons = [reasonsOf(rules), reasonsOf(typologies)]
  const text = JSON.stringify({
    times: [header.dataPreparationNs, header.eventDirectorNs, record.adjudicationNs],
    ...(header.traceParent === undefined ? {} : { traceParent: header.traceParent }),
    rules: [
      rules.map(({ outcome }) => outcome),
      rules.map(({ value }) => value),
      rules.map(({ durationNs }) => durationNs),
    ],
    typologies: [
      typologies.map(({ score }) => score),
      typologies.map(({ review, interdict }) => (review ? REVIEW : 0) + (interdict ? INTERDICT : 0)),
      typologies.map(({ durationNs }) => durationNs),
    ],
    ...(reasons.some(({ length }) => length > 0) ? { reasons } : {}),
  })
  return { text, layout }
}

function namesOf({ ruleResults, typologyResults }: EvaluationRecord): readonly string[] {
  const names: string[] = []
  for (const { ruleId, cfg } of ruleResults) {
    names.push(ruleId, cfg)
  }
  for (const { typologyId, cfg } of typologyResults) {
    names.push(typologyId, cfg)
  }
  return names
}

function reasonsOf(results: readonly { readonly reason?: string }[]): Reasons {
  return results.flatMap(({ reason }, place) => (reason === undefined ? [] : [[place, reason] as const]))
}
