import type { CapturedEvent, Encoded } from '@pantau/contracts'
import type { PaymentInstruction } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { BatchMessage } from './accept-batch.ts'
import { createBatchHistory } from './batch-history.ts'
import type { BatchHistory } from './batch-history.ts'
import type { BatchReads, StatusReport } from './batch-reads.ts'
import type {
  AttemptWrite,
  BatchWrites,
  DueEvent,
  InstructionWrite,
  MessageWrite,
  ReleaseWrite,
  StatusNote,
} from './batch-writes.ts'
import { captureEvent } from './capture-event.ts'
import type { CaptureContext, CaptureDeps } from './capture-event.ts'
import { foldedOwn, foldStatus, paymentProgress } from './payment-progress.ts'
import type { PaymentProgress } from './payment-progress.ts'
import { parkedSubjectId } from './subject.ts'

/** What the accepted messages of a batch have led to so far. Each message sees what those before it have added. */
export interface AcceptanceWalk {
  readonly reads: BatchReads
  readonly deps: CaptureDeps
  readonly history: BatchHistory
  readonly payments: Map<string, PaymentState>
  readonly events: Map<BatchMessage, Encoded<CapturedEvent>[]>
  readonly messages: MessageDraft[]
  readonly released: ReleaseWrite[]
}

type MessageDraft = { -readonly [K in keyof MessageWrite]: MessageWrite[K] }

interface BatchStatus {
  readonly origin: 'batch'
  readonly report: StatusReport
  readonly draft: MessageDraft
  readonly message: BatchMessage
}

/** A status report without a credit transfer so far: of this batch, or on record. */
type WaitingStatus = BatchStatus | { readonly origin: 'record'; readonly report: StatusReport }

interface PaymentState {
  readonly tenantId: string
  instruction?: PaymentInstruction
  /** When its instruction was accepted, where this batch did. */
  newSinceMs?: number
  readonly progress: PaymentProgress
  waiting: WaitingStatus[]
}

export function createAcceptanceWalk(reads: BatchReads, deps: CaptureDeps): AcceptanceWalk {
  return {
    reads,
    deps,
    history: createBatchHistory(reads),
    payments: new Map(),
    events: new Map(),
    messages: [],
    released: [],
  }
}

/** Takes the next accepted message. */
export function acceptMessage(walk: AcceptanceWalk, message: BatchMessage, acceptedAtMs: number): void {
  const { parsed, tenantId, traceParent } = message.request
  const draft = draftOf(message, acceptedAtMs)
  walk.messages.push(draft)
  if (parsed.instruction !== undefined) {
    acceptTransfer(walk, message, draft, parsed.instruction)
  } else if (parsed.status !== undefined) {
    const untraced = {
      tenantId,
      endToEndId: parsed.endToEndId,
      messageId: parsed.messageId,
      acceptedAtMs,
      occurredAtMs: parsed.createdAtMs,
      status: parsed.status,
    }
    const report = traceParent === undefined ? untraced : { ...untraced, traceParent }
    acceptStatus(walk, { origin: 'batch', report, draft, message })
  } else {
    addHolders(walk, message)
  }
}

/** What is to be written once every message was taken. */
export function writesOf(walk: AcceptanceWalk): BatchWrites {
  const stillWaiting = [...walk.payments.values()].flatMap(({ waiting }) => waiting)
  return {
    messages: walk.messages,
    ...progressWrites(walk),
    ...walk.history.writes(),
    parked: stillWaiting.filter(({ origin }) => origin === 'batch').map(({ report }) => report),
    released: walk.released,
  }
}

/** What the batch's payments have come to: rows of their own for new ones, statuses for those on record, attempts for both. */
function progressWrites({
  payments,
}: AcceptanceWalk): Pick<BatchWrites, 'instructions' | 'statuses' | 'attempts'> {
  const instructions: InstructionWrite[] = []
  const statuses: StatusNote[] = []
  const attempts: AttemptWrite[] = []
  for (const { tenantId, instruction, newSinceMs, progress } of payments.values()) {
    const { added } = progress
    if (instruction === undefined) {
      continue
    }
    if (newSinceMs !== undefined) {
      instructions.push({ tenantId, instruction, acceptedAtMs: newSinceMs, ...added })
    } else if (added.firstStatus !== undefined || added.finalStatus !== undefined) {
      statuses.push({ tenantId, endToEndId: instruction.endToEndId, ...added })
    }
    if (added.firstStatus !== undefined) {
      attempts.push({ tenantId, instruction, firstStatus: added.firstStatus })
    }
  }
  return { instructions, statuses, attempts }
}

function paymentOf(walk: AcceptanceWalk, tenantId: string, endToEndId: string): PaymentState {
  const key = paymentKey(tenantId, endToEndId)
  const known = walk.payments.get(key)
  if (known !== undefined) {
    return known
  }
  const recorded = walk.reads.instructions.get(key)
  const payment: PaymentState = {
    tenantId,
    progress: paymentProgress(recorded),
    waiting: (walk.reads.parked.get(key) ?? []).map((report) => ({ origin: 'record', report })),
  }
  if (recorded !== undefined) {
    payment.instruction = recorded.instruction
  }
  walk.payments.set(key, payment)
  return payment
}

function acceptTransfer(
  walk: AcceptanceWalk,
  message: BatchMessage,
  draft: MessageDraft,
  instruction: PaymentInstruction,
): void {
  const { request, key: subjectId } = message
  const { acceptedAtMs } = draft
  const payment = paymentOf(walk, request.tenantId, instruction.endToEndId)
  if (payment.instruction === undefined) {
    payment.instruction = instruction
    payment.newSinceMs = acceptedAtMs
  }
  const { waiting, instruction: agreed } = payment
  const own = foldedOwn(payment.progress, agreed, instruction)
  setDue(draft, evaluate(walk, message, { request, instruction, acceptedAtMs, subjectId, own }))
  payment.waiting = []
  addHolders(walk, message)
  for (const status of waiting) {
    if (status.origin === 'batch') {
      settleStatus(walk, message, payment, agreed, status)
    } else {
      releaseStatus(walk, message, payment, agreed, status.report)
    }
  }
}

function addHolders({ history }: AcceptanceWalk, { request }: BatchMessage): void {
  for (const { entityId, accountId } of request.parsed.accountHolders) {
    history.addHolder(request.tenantId, entityId, accountId)
  }
}

function acceptStatus(walk: AcceptanceWalk, status: BatchStatus): void {
  const { tenantId, endToEndId } = status.report
  const payment = paymentOf(walk, tenantId, endToEndId)
  if (payment.instruction === undefined) {
    payment.waiting.push(status)
  } else {
    settleStatus(walk, status.message, payment, payment.instruction, status)
  }
}

/** Joins a status report of this batch with its instruction. `by` is the message whose commit makes the event known. */
function settleStatus(
  walk: AcceptanceWalk,
  by: BatchMessage,
  payment: PaymentState,
  instruction: PaymentInstruction,
  { report, draft, message }: BatchStatus,
): void {
  Object.assign(draft, accountsOf(instruction))
  const { request, key: subjectId } = message
  const { acceptedAtMs } = draft
  const own = foldedOwn(payment.progress, instruction, instruction)
  setDue(draft, evaluate(walk, by, { request, report, instruction, acceptedAtMs, subjectId, own }))
  foldStatus(walk.history, payment.progress, instruction, report)
}

/** Joins a status report that was parked with its instruction. */
function releaseStatus(
  walk: AcceptanceWalk,
  by: BatchMessage,
  payment: PaymentState,
  instruction: PaymentInstruction,
  report: StatusReport,
): void {
  const due = evaluate(walk, by, {
    request: by.request,
    report,
    instruction,
    acceptedAtMs: report.acceptedAtMs,
    subjectId: parkedSubjectId(paymentKey(report.tenantId, report.endToEndId)),
    parkedMessageId: report.messageId,
    own: foldedOwn(payment.progress, instruction, instruction),
  })
  foldStatus(walk.history, payment.progress, instruction, report)
  walk.released.push({ parked: report, ...accountsOf(instruction), ...(due === undefined ? {} : { due }) })
}

/** Captures a message's facts now, if it is due. */
function evaluate(walk: AcceptanceWalk, by: BatchMessage, context: CaptureContext): DueEvent | undefined {
  const event = captureEvent(context, walk)
  if (event === undefined) {
    return undefined
  }
  const { deps, events } = walk
  const { published, stored } = deps.writeEvent(event)
  events.set(by, [...(events.get(by) ?? []), published])
  return { configDigest: event.header.configDigest, stored }
}

function draftOf({ request }: BatchMessage, acceptedAtMs: number): MessageDraft {
  const { sourceAccountId, destinationAccountId } = request.parsed.transaction
  const draft: MessageDraft = { request, acceptedAtMs }
  if (sourceAccountId !== undefined) {
    draft.sourceAccountId = sourceAccountId
  }
  if (destinationAccountId !== undefined) {
    draft.destinationAccountId = destinationAccountId
  }
  return draft
}

function setDue(draft: MessageDraft, due: DueEvent | undefined): void {
  if (due !== undefined) {
    draft.due = due
  }
}

/** A status report runs against the payment: from the creditor back to the debtor. */
function accountsOf({ debtor, creditor }: PaymentInstruction): {
  readonly sourceAccountId: string
  readonly destinationAccountId: string
} {
  return { sourceAccountId: creditor.accountId, destinationAccountId: debtor.accountId }
}
