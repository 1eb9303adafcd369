import type { EvaluationExplanation, InterdictionDocument, ReportDocument } from '@pantau/evaluation'

/** A decision as Tazama 4.0 sends it to its case system. */
export interface AlertDocument extends Pick<ReportDocument, 'report' | 'transaction' | 'networkMap'> {
  /** Pantau's own, only where it is asked for; the protobuf layout has no place for it. */
  readonly explanation?: EvaluationExplanation
}

/** What leaves towards other systems. */
export type OutgoingDocument = AlertDocument | InterdictionDocument
