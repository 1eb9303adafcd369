import type { PayeeHistory } from '@pantau/facts'
import type { PaymentInstruction } from '@pantau/rule-kit'
import type { StatusReport } from './batch-reads.ts'
import type { PinnedRequest } from './accept-request.ts'
import type { StoredEvent } from './stored-event.ts'

/** The event that a message is owed an evaluation on, as it is stored, and the configuration that is pinned with it. */
export interface DueEvent {
  readonly configDigest: string
  readonly stored: StoredEvent
}

export interface MessageWrite {
  readonly request: PinnedRequest
  readonly acceptedAtMs: number
  readonly sourceAccountId?: string
  readonly destinationAccountId?: string
  readonly due?: DueEvent
}

/** The statuses that a payment's row keeps. */
export interface NotedStatuses {
  /** Made the payment an attempt. */
  readonly firstStatus?: StatusReport
  /** The first that decided what becomes of the payment. */
  readonly finalStatus?: StatusReport
}

export interface InstructionWrite extends NotedStatuses {
  readonly tenantId: string
  readonly instruction: PaymentInstruction
  readonly acceptedAtMs: number
}

/** What this batch adds to the statuses of an instruction that was on record before. */
export interface StatusNote extends NotedStatuses {
  readonly tenantId: string
  readonly endToEndId: string
}

/** The first status report of a payment makes it an attempt. */
export interface AttemptWrite {
  readonly tenantId: string
  readonly instruction: PaymentInstruction
  readonly firstStatus: StatusReport
}

/** An account's state with all that the batch folded into it. */
export interface AccountStateWrite {
  readonly tenantId: string
  readonly accountId: string
  readonly state: Uint8Array
  readonly funders: readonly string[]
  /** When the newest of them paid it. */
  readonly fundedAtMs: number | undefined
}

/** All settled payments from one account to another, those of this batch included. */
export interface PayeeHistoryWrite {
  readonly tenantId: string
  readonly debtorAccountId: string
  readonly creditorAccountId: string
  readonly history: PayeeHistory
  /** Whether none was on record. */
  readonly isNew: boolean
}

/** A parked status report that a credit transfer of this batch released. */
export interface ReleaseWrite {
  readonly parked: StatusReport
  readonly sourceAccountId: string
  readonly destinationAccountId: string
  readonly due?: DueEvent
}

/** What the second round trip of an acceptance writes, in the order in which it came about. */
export interface BatchWrites {
  readonly messages: readonly MessageWrite[]
  readonly instructions: readonly InstructionWrite[]
  readonly statuses: readonly StatusNote[]
  readonly attempts: readonly AttemptWrite[]
  readonly states: readonly AccountStateWrite[]
  readonly payees: readonly PayeeHistoryWrite[]
  readonly parked: readonly StatusReport[]
  readonly released: readonly ReleaseWrite[]
}
