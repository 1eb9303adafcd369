import type { PaymentInstruction } from '@pantau/rule-kit'
import type { StatusReport } from './batch-reads.ts'
import type { PinnedRequest } from './accept-request.ts'

/** The event that a message is owed an evaluation on, encoded, and the configuration that is pinned with it. */
export interface DueEvent {
  readonly configDigest: string
  readonly bytes: Uint8Array
}

export interface MessageWrite {
  readonly request: PinnedRequest
  readonly acceptedAtMs: number
  readonly sourceAccountId?: string
  readonly destinationAccountId?: string
  readonly due?: DueEvent
}

export interface InstructionWrite {
  readonly tenantId: string
  readonly instruction: PaymentInstruction
  readonly acceptedAtMs: number
  /** Where the status report came in the same batch, or had waited. */
  readonly firstStatus?: StatusReport
}

/** The first status report of a payment makes it an attempt. */
export interface AttemptWrite {
  readonly tenantId: string
  readonly instruction: PaymentInstruction
  readonly firstStatus: StatusReport
  /** Whether the instruction was on record before, so that its first status is an update. */
  readonly isRecorded: boolean
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
  readonly attempts: readonly AttemptWrite[]
  readonly parked: readonly StatusReport[]
  readonly released: readonly ReleaseWrite[]
}
