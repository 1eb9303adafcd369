import { captureFacts, createMemoryBook } from '@pantau/facts'
import type { HistoryView, MemoryBook } from '@pantau/facts'
import type { CapturedFacts, FactDescriptor, Payment, PaymentInstruction } from '@pantau/rule-kit'
import type { AcceptRequest } from '@pantau/store'

/** A message that is due an evaluation, with its facts, and the payments of which something was in the history before it. */
export interface Judged {
  readonly payment: Payment
  readonly facts: CapturedFacts
  /** Other payments of the tenant, by EndToEndId. */
  readonly attempted: readonly string[]
  readonly settled: readonly string[]
}

interface KnownPayment {
  instruction?: PaymentInstruction
  isAttempted: boolean
  finalStatus?: string
  waiting: AcceptRequest[]
}

const FINAL = new Set(['ACCC', 'ACSC', 'RJCT', 'CANC'])

/** Accepts one message at a time over plain maps and a book in memory: no batches, no locks, no database, no bytes. */
export function acceptOneAtATime(
  requests: readonly AcceptRequest[],
  facts: readonly FactDescriptor[],
): readonly Judged[] {
  const book = createMemoryBook()
  const seen = new Set<string>()
  const payments = new Map<string, KnownPayment>()
  const judged: Judged[] = []

  function judge(payment: Payment, known: KnownPayment): void {
    const others = [...payments].filter(
      ([key, other]) => isOfTenant(key, payment.tenantId) && (other !== known || !speaksOf(payment, known)),
    )
    const named = (entries: typeof others): readonly string[] => entries.map(([key]) => endToEndIdOf(key))
    judged.push({
      payment,
      facts: captureFacts(facts, payment, viewOf(book, payment, known)),
      attempted: named(others.filter(([, { isAttempted }]) => isAttempted)),
      settled: named(others.filter(([, { finalStatus }]) => finalStatus === 'ACCC')),
    })
    book.accept(payment)
    if (payment.status !== undefined) {
      known.isAttempted = true
      if (known.finalStatus === undefined && FINAL.has(payment.status)) {
        known.finalStatus = payment.status
      }
    }
  }

  for (const request of requests) {
    const { tenantId, parsed } = request
    const message = keyOf(tenantId, parsed.messageId)
    if (seen.has(message)) {
      continue
    }
    seen.add(message)
    const key = keyOf(tenantId, parsed.endToEndId)
    const known = payments.get(key) ?? { isAttempted: false, waiting: [] }
    payments.set(key, known)
    if (parsed.instruction !== undefined) {
      known.instruction ??= parsed.instruction
      judge(paymentOf(request, parsed.instruction), known)
      for (const status of known.waiting.splice(0)) {
        judge(paymentOf(status, known.instruction), known)
      }
    } else if (known.instruction === undefined) {
      known.waiting.push(request)
    } else {
      judge(paymentOf(request, known.instruction), known)
    }
  }
  return judged
}

/** What was folded of the payment is left out only where the message speaks of that very payment. */
function viewOf(book: MemoryBook, payment: Payment, known: KnownPayment): HistoryView {
  const history = book.history(payment)
  return speaksOf(payment, known) ? history : { ...history, foldedOwn: () => ({}) }
}

function speaksOf({ instruction }: Payment, known: KnownPayment): boolean {
  return instruction.debtor.accountId === known.instruction?.debtor.accountId
}

function paymentOf({ tenantId, parsed }: AcceptRequest, instruction: PaymentInstruction): Payment {
  return {
    tenantId,
    transactionType: parsed.transactionType,
    messageId: parsed.messageId,
    endToEndId: parsed.endToEndId,
    occurredAtMs: parsed.createdAtMs,
    ...(parsed.status === undefined ? {} : { status: parsed.status }),
    instruction,
  }
}

function keyOf(tenantId: string, id: string): string {
  return `${tenantId}\n${id}`
}
function isOfTenant(key: string, tenantId: string): boolean {
  return key.startsWith(`${tenantId}\n`)
}
function endToEndIdOf(key: string): string {
  return key.slice(key.indexOf('\n') + 1)
}
