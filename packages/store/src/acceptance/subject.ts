import type { FactDescriptor, PaymentInstruction, TransactionType } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { AcceptBatch, BatchMessage } from './accept-batch.ts'
import type { PinnedRequest } from './accept-request.ts'

/**
 * Something that may be evaluated when this batch is accepted, and what its rules want to know: a message of the batch, or all status
 * reports that are parked for a payment whose credit transfer the batch brings.
 */
export interface Subject {
  /** Identifies the subject within its batch. */
  readonly id: string
  readonly tenantId: string
  readonly endToEndId: string
  readonly transactionType: TransactionType
  /** Absent for parked status reports: each has its own. */
  readonly occurredAtMs?: number
  /** Whether the instruction on record comes before the one given here. Not for a credit transfer, which speaks for itself. */
  readonly usesRecord: boolean
  readonly instruction: PaymentInstruction | undefined
  readonly facts: readonly FactDescriptor[]
}

const STATUS_REPORT: TransactionType = 'pacs.002.001.12'

/** The subject id of a payment's parked status reports. */
export function parkedSubjectId(payment: string): string {
  return `parked\u0000${payment}`
}

/** Everything of a batch that may turn out to be due. Pure. */
export function findSubjects(batch: AcceptBatch): readonly Subject[] {
  const subjects: Subject[] = []
  for (const message of batch.messages) {
    const facts = wantedFacts(message.request, message.request.parsed.transactionType)
    if (facts !== undefined) {
      subjects.push(messageSubject(message, batch, facts))
    }
  }
  for (const [key, { tenantId, endToEndId, transfer }] of batch.payments) {
    const facts = transfer && wantedFacts(transfer.message.request, STATUS_REPORT)
    if (facts !== undefined && transfer !== undefined) {
      subjects.push({
        id: parkedSubjectId(key),
        tenantId,
        endToEndId,
        transactionType: STATUS_REPORT,
        usesRecord: true,
        instruction: transfer.instruction,
        facts,
      })
    }
  }
  return subjects
}

function wantedFacts(request: PinnedRequest, type: TransactionType): readonly FactDescriptor[] | undefined {
  return request.configuration?.compiled.planFor(type)?.facts
}

function messageSubject(
  { key, request }: BatchMessage,
  batch: AcceptBatch,
  facts: readonly FactDescriptor[],
): Subject {
  const { tenantId, parsed } = request
  const payment = batch.payments.get(paymentKey(tenantId, parsed.endToEndId))
  const instruction = parsed.instruction ?? payment?.transfer?.instruction
  return {
    id: key,
    tenantId,
    endToEndId: parsed.endToEndId,
    transactionType: parsed.transactionType,
    occurredAtMs: parsed.createdAtMs,
    usesRecord: parsed.instruction === undefined,
    instruction,
    facts,
  }
}
