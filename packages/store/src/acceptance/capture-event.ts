import type { CapturedEvent } from '@pantau/contracts'
import type { FactCapture, FoldedOwn } from '@pantau/facts'
import type { FactDescriptor, Payment, PaymentInstruction } from '@pantau/rule-kit'
import type { PinnedRequest } from './accept-request.ts'
import type { BatchHistory } from './batch-history.ts'
import type { BatchReads, StatusReport } from './batch-reads.ts'
import type { EventWriter } from './create-event-writer.ts'

export interface CaptureContext {
  /** Whose configuration counts, and whose arrival the time so far is measured from. */
  readonly request: PinnedRequest
  /** The status report to evaluate; the request's own message when absent. */
  readonly report?: StatusReport
  readonly instruction: PaymentInstruction
  readonly acceptedAtMs: number
  /** Where the message's conditions were read for. */
  readonly subjectId: string
  readonly parkedMessageId?: string
  /** What of the very payment that is judged was folded before. */
  readonly own: FoldedOwn
}

/** What all messages of a batch have in common. */
export interface CaptureSources {
  readonly history: BatchHistory
  readonly reads: BatchReads
  readonly deps: CaptureDeps
}

export interface CaptureDeps {
  /** Monotonic clock. */
  readonly nowNs: () => bigint
  readonly writeEvent: EventWriter
  /** The prepared capture of a plan's facts. */
  readonly captureOf: (facts: readonly FactDescriptor[]) => FactCapture
}

/** The event that the message is owed an evaluation on; undefined when no plan covers its type, so that it is only recorded. */
export function captureEvent(context: CaptureContext, sources: CaptureSources): CapturedEvent | undefined {
  const { request, report } = context
  const { history, reads, deps } = sources
  const payment = paymentOf(context)
  const plan = request.configuration?.compiled.planFor(payment.transactionType)
  if (request.configuration === undefined || plan === undefined) {
    return undefined
  }
  const conditions = reads.conditions(context.subjectId, context.parkedMessageId)
  const view = history.view(payment.tenantId, context.own, conditions)
  const traceParent = report === undefined ? request.traceParent : report.traceParent
  const header = {
    tenantId: payment.tenantId,
    transactionType: payment.transactionType,
    messageId: payment.messageId,
    acceptedAtMs: context.acceptedAtMs,
    configDigest: request.configuration.digest,
    dataPreparationNs: Number(deps.nowNs() - request.receivedAtNs),
    eventDirectorNs: 0,
  }
  return {
    header: traceParent === undefined ? header : { ...header, traceParent },
    payment,
    facts: deps.captureOf(plan.facts)(payment, view),
  }
}

function paymentOf({ request, report, instruction }: CaptureContext): Payment {
  if (report === undefined) {
    const { parsed } = request
    return {
      tenantId: request.tenantId,
      transactionType: parsed.transactionType,
      messageId: parsed.messageId,
      endToEndId: parsed.endToEndId,
      occurredAtMs: parsed.createdAtMs,
      instruction,
    }
  }
  return {
    tenantId: report.tenantId,
    transactionType: 'pacs.002.001.12',
    messageId: report.messageId,
    endToEndId: report.endToEndId,
    occurredAtMs: report.occurredAtMs,
    status: report.status,
    instruction,
  }
}
