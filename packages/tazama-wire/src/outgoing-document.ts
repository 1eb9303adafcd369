import type { InterdictionDocument, ReportDocument } from '@pantau/evaluation'

/** A decision as Tazama 4.0 sends it to its case system. */
export type AlertDocument = Pick<ReportDocument, 'report' | 'transaction' | 'networkMap'>

/** What leaves towards other systems. */
export type OutgoingDocument = AlertDocument | InterdictionDocument
