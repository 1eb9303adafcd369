import type { PaymentInstruction } from '@pantau/rule-kit'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'
import { dataCacheOf } from './data-cache-of.ts'
import type { MinorUnitExponent } from './data-cache-of.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'
import { joinEvaluation } from './join-evaluation.ts'
import type { ConfiguredResult } from './join-evaluation.ts'
import type { ReportDocument, TypologyResultDocument } from './report-document.ts'
import { ruleResultDocument } from './rule-result-document.ts'
import { workflowDocument } from './workflow-document.ts'

export interface ReportInput {
  readonly evaluation: EvaluatedPayment
  /** The set that the evaluation was made under. */
  readonly configuration: ConfigurationSet
  /** The message as it was accepted. */
  readonly document: Readonly<Record<string, unknown>>
  /** Absent for a status report whose credit transfer has not come; the report then has no data cache. */
  readonly instruction?: PaymentInstruction
  readonly minorUnitExponent: MinorUnitExponent
}

/**
 * Assembles the report of one evaluation, in the form that Tazama 4.0 stores and answers.
 * @throws IntegrityError when the set is not the one that the evaluation was made under.
 */
export function assembleReport(input: ReportInput): ReportDocument {
  const { evaluation, configuration, instruction, minorUnitExponent } = input
  const { tenantId, transactionType, messageId, dataPreparationNs, eventDirectorNs, traceParent } =
    evaluation.header
  const { message, typologies } = joinEvaluation(evaluation, configuration)
  const dataCache =
    instruction === undefined ? null : dataCacheOf(instruction, transactionType, minorUnitExponent)
  // These three are said here, whatever the document holds in their place.
  const { TxTp: _type, TenantId: _tenant, DataCache: _cache, ...received } = input.document
  return {
    transactionID: messageId,
    transaction: { TxTp: transactionType, TenantId: tenantId, ...received, DataCache: dataCache },
    networkMap: {
      active: configuration.networkMap.active,
      cfg: configuration.networkMap.cfg,
      tenantId,
      messages: [message],
    },
    report: {
      evaluationID: evaluation.evaluationId,
      status: evaluation.status,
      timestamp: new Date(evaluation.evaluatedAtMs).toISOString(),
      metaData: {
        prcgTmDP: dataPreparationNs,
        prcgTmED: eventDirectorNs,
        ...(traceParent === undefined ? {} : { traceParent }),
      },
      tadpResult: {
        id: message.id,
        cfg: message.cfg,
        prcgTm: evaluation.adjudicationNs,
        typologyResult: typologies.map((typology) => typologyResultDocument(typology, tenantId)),
      },
    },
    dataCache,
  }
}

function typologyResultDocument(
  { result, configuration, ruleResults }: ConfiguredResult,
  tenantId: string,
): TypologyResultDocument {
  return {
    id: result.typologyId,
    cfg: result.cfg,
    tenantId,
    result: result.score,
    review: result.review,
    prcgTm: result.durationNs,
    workflow: workflowDocument(configuration.workflow),
    ruleResults: ruleResults.map((each) => ruleResultDocument(each.result, tenantId, each.weight)),
  }
}
