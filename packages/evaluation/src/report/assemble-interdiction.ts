import type { Interdiction } from '../decision/interdictions.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'
import type { ReportDocument, RuleResultDocument, TypologyResultDocument } from './report-document.ts'
import { ruleResultDocument } from './rule-result-document.ts'

interface Subject {
  readonly transaction: ReportDocument['transaction']
  readonly networkMap: ReportDocument['networkMap']
  readonly DataCache: ReportDocument['dataCache']
  readonly metaData: ReportDocument['report']['metaData']
}

/** A request to stop a payment as Tazama 4.0 sends it: by a typology with its result, or by an event-flow rule with its own. */
export type InterdictionDocument =
  | ({ readonly typologyResult: TypologyResultDocument } & Subject)
  | (Subject & { readonly ruleResult: RuleResultDocument })

/**
 * Assembles what leaves with one interdiction, from the report of the same evaluation.
 * @throws IntegrityError when the interdiction is not one of this evaluation's.
 */
export function assembleInterdiction(
  interdiction: Interdiction,
  evaluation: EvaluatedPayment,
  document: ReportDocument,
): InterdictionDocument {
  const { transaction, networkMap, dataCache, report } = document
  const subject = { transaction, networkMap, DataCache: dataCache, metaData: report.metaData }
  if (interdiction.kind === 'typology') {
    const typologyResult = report.tadpResult.typologyResult[interdiction.typologyIndex]
    if (typologyResult === undefined) {
      throw new IntegrityError(`The evaluation has no typology at index ${interdiction.typologyIndex}`)
    }
    return { typologyResult, ...subject }
  }
  const result = evaluation.ruleResults[interdiction.ruleIndex]
  if (result === undefined) {
    throw new IntegrityError(`The evaluation has no rule at index ${interdiction.ruleIndex}`)
  }
  return { ...subject, ruleResult: ruleResultDocument(result, networkMap.tenantId) }
}
