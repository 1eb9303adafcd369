import type { TransactionType } from '@pantau/rule-kit'
import type { MappedMessage } from '../configuration/network-map.ts'
import type { DecisionStatus } from '../decision/decision.ts'
import type { DataCache } from './data-cache-of.ts'

/** An evaluation report as Tazama 4.0 stores it and answers it: the same names in the same order. Durations are nanoseconds. */
export interface ReportDocument {
  readonly transactionID: string
  readonly transaction: TransactionDocument
  readonly networkMap: NetworkMapDocument
  readonly report: {
    readonly evaluationID: string
    readonly status: DecisionStatus
    /** ISO 8601, UTC, in milliseconds. */
    readonly timestamp: string
    readonly metaData: MetaDataDocument
    readonly tadpResult: {
      readonly id: string
      readonly cfg: string
      readonly prcgTm: number
      readonly typologyResult: readonly TypologyResultDocument[]
    }
  }
  /** Null where the payment is not known: a status report that was decided without its credit transfer. */
  readonly dataCache: DataCache | null
}

/** The evaluated message as it was accepted, with its type, its tenant and its data cache. */
export type TransactionDocument = Readonly<Record<string, unknown>> & {
  readonly TxTp: TransactionType
  readonly TenantId: string
  readonly DataCache: DataCache | null
}

/** The part of a network map that applied to the message. */
export interface NetworkMapDocument {
  readonly active: boolean
  readonly cfg: string
  readonly tenantId: string
  readonly messages: readonly MappedMessage[]
}

export interface MetaDataDocument {
  readonly prcgTmDP: number
  readonly prcgTmED: number
  readonly traceParent?: string
}

export interface TypologyResultDocument {
  readonly id: string
  readonly cfg: string
  readonly tenantId: string
  readonly result: number
  readonly review: boolean
  readonly prcgTm: number
  readonly workflow: {
    readonly alertThreshold: number
    readonly interdictionThreshold?: number
    readonly flowProcessor?: string
  }
  readonly ruleResults: readonly RuleResultDocument[]
}

export interface RuleResultDocument {
  readonly id: string
  readonly tenantId: string
  readonly cfg: string
  readonly subRuleRef: string
  readonly indpdntVarbl: number
  /** Only with `.err`. */
  readonly reason?: string
  readonly prcgTm: number
  /** Only inside a typology result. */
  readonly wght?: number
}
