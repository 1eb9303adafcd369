import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import type { PaymentInstruction } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { BatchMessage } from './accept-batch.ts'
import { createAttemptOverlay } from './attempt-overlay.ts'
import type { AttemptOverlay } from './attempt-overlay.ts'
import type { BatchReads, StatusReport } from './batch-reads.ts'
import type {
  AttemptWrite,
  BatchWrites,
  DueEvent,
  InstructionWrite,
  MessageWrite,
  ReleaseWrite,
} from './batch-writes.ts'
import { captureEvent } from './capture-event.ts'
import type { CaptureContext } from './capture-event.ts'
import { parkedSubjectId } from './subject.ts'

/** What the accepted messages of a batch have led to so far. Each message sees what those before it have added. */
export interface AcceptanceWalk {
  readonly reads: BatchReads
  readonly nowNs: () => bigint
  readonly overlay: AttemptOverlay
  readonly payments: Map<string, PaymentState>
  readonly events: Map<BatchMessage, Encoded<AcceptedEvent>[]>
  readonly messages: MessageDraft[]
  readonly instructions: InstructionWrite[]
  readonly attempts: AttemptWrite[]
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
  instruction?: PaymentInstruction
  /** The instruction's row, when this batch writes it. */
  written?: { -readonly [K in keyof InstructionWrite]: InstructionWrite[K] }
  hasFirstStatus: boolean
  waiting: WaitingStatus[]
}

export function createAcceptanceWalk(reads: BatchReads, nowNs: () => bigint): AcceptanceWalk {
  return {
    reads,
    nowNs,
    overlay: createAttemptOverlay(),
    payments: new Map(),
    events: new Map(),
    messages: [],
    instructions: [],
    attempts: [],
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
    const report = {
      tenantId,
      endToEndId: parsed.endToEndId,
      messageId: parsed.messageId,
      acceptedAtMs,
      occurredAtMs: parsed.createdAtMs,
      status: parsed.status,
      ...(traceParent === undefined ? {} : { traceParent }),
    }
    acceptStatus(walk, { origin: 'batch', report, draft, message })
  }
}

/** What is to be written once every message was taken. */
export function writesOf(walk: AcceptanceWalk): BatchWrites {
  const stillWaiting = [...walk.payments.values()].flatMap(({ waiting }) => waiting)
  return {
    messages: walk.messages,
    instructions: walk.instructions,
    attempts: walk.attempts,
    parked: stillWaiting.filter(({ origin }) => origin === 'batch').map(({ report }) => report),
    released: walk.released,
  }
}

function paymentOf(walk: AcceptanceWalk, key: string): PaymentState {
  const known = walk.payments.get(key)
  if (known !== undefined) {
    return known
  }
  const recorded = walk.reads.instructions.get(key)
  const payment: PaymentState = {
    ...(recorded === undefined ? {} : { instruction: recorded.instruction }),
    hasFirstStatus: recorded?.firstStatusAtMs !== undefined,
    waiting: (walk.reads.parked.get(key) ?? []).map((report) => ({ origin: 'record', report })),
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
  const key = paymentKey(request.tenantId, instruction.endToEndId)
  const payment = paymentOf(walk, key)
  if (payment.instruction === undefined) {
    payment.instruction = instruction
    payment.written = { tenantId: request.tenantId, instruction, acceptedAtMs }
    walk.instructions.push(payment.written)
  }
  setDue(draft, evaluate(walk, message, { request, instruction, acceptedAtMs, subjectId }))
  const { waiting, instruction: agreed } = payment
  payment.waiting = []
  for (const status of waiting) {
    if (status.origin === 'batch') {
      settleStatus(walk, message, payment, agreed, status)
    } else {
      releaseStatus(walk, message, payment, agreed, status.report)
    }
  }
}

function acceptStatus(walk: AcceptanceWalk, status: BatchStatus): void {
  const { tenantId, endToEndId } = status.report
  const payment = paymentOf(walk, paymentKey(tenantId, endToEndId))
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
  setDue(draft, evaluate(walk, by, { request, report, instruction, acceptedAtMs, subjectId }))
  foldAttempt(walk, payment, instruction, report)
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
  })
  foldAttempt(walk, payment, instruction, report)
  walk.released.push({ parked: report, ...accountsOf(instruction), ...(due === undefined ? {} : { due }) })
}

/** Captures a message's facts now, if it is due. */
function evaluate(
  { overlay, reads, nowNs, events }: AcceptanceWalk,
  by: BatchMessage,
  subject: Omit<CaptureContext, 'overlay' | 'reads' | 'nowNs'>,
): DueEvent | undefined {
  const event = captureEvent({ ...subject, overlay, reads, nowNs })
  if (event === undefined) {
    return undefined
  }
  events.set(by, [...(events.get(by) ?? []), event])
  return { configDigest: event.value().header.configDigest, bytes: event.bytes() }
}

/** The first status report of a payment makes it an attempt that later payments count, whatever the status is. */
function foldAttempt(
  walk: AcceptanceWalk,
  payment: PaymentState,
  instruction: PaymentInstruction,
  report: StatusReport,
): void {
  if (payment.hasFirstStatus) {
    return
  }
  payment.hasFirstStatus = true
  const { tenantId, occurredAtMs } = report
  walk.overlay.add(tenantId, instruction, occurredAtMs)
  const isRecorded = payment.written === undefined
  walk.attempts.push({ tenantId, instruction, firstStatus: report, isRecorded })
  if (payment.written !== undefined) {
    payment.written.firstStatus = report
  }
}

function draftOf({ request }: BatchMessage, acceptedAtMs: number): MessageDraft {
  const { sourceAccountId, destinationAccountId } = request.parsed.transaction
  return {
    request,
    acceptedAtMs,
    ...(sourceAccountId === undefined ? {} : { sourceAccountId }),
    ...(destinationAccountId === undefined ? {} : { destinationAccountId }),
  }
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
