import type { FactDescriptor, PaymentInstruction } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { AcceptBatch } from './accept-batch.ts'
import { findSubjects } from './subject.ts'
import type { Subject } from './subject.ts'
import { wantedHistory } from './wanted-history.ts'

/**
 * A payment whose instruction on record is asked for, with the states of both accounts and what is known of payments from one to the other:
 * folding a settlement needs these, whatever the rules want. Who the parties are is said by that instruction, or by the one given here.
 */
export interface HistoryQuestion {
  readonly tenantId: string
  readonly endToEndId: string
  readonly instruction: PaymentInstruction | undefined
  /** Whether the instruction on record comes before the one given here. */
  readonly usesRecord: boolean
  /** False: only where a status report is parked for the payment. */
  readonly isCertain: boolean
  readonly wants: MoreHistory
}

/** What else facts are taken from. */
export interface MoreHistory {
  /** The states of the accounts that paid the debtor account, where one did from then on; undefined: not wanted. */
  readonly fundersFromMs: number | undefined
  /** The findings of both accounts. */
  readonly findings: boolean
  /** Which accounts the debtor holds. */
  readonly debtorHolder: boolean
  readonly creditorHolder: boolean
}

/** What is asked of the history for one batch. */
export interface HistoryQuestions {
  readonly payments: readonly HistoryQuestion[]
  /** An answer names its question by its place in this list. */
  readonly conditions: readonly Subject[]
}

const NOTHING_MORE: MoreHistory = {
  fundersFromMs: undefined,
  findings: false,
  debtorHolder: false,
  creditorHolder: false,
}

/**
 * What a batch has to read: the accounts of every payment that it may fold, whatever the rules want, and besides what the facts of its
 * subjects are taken from. Pure.
 */
export function askHistory(batch: AcceptBatch): HistoryQuestions {
  const subjects = findSubjects(batch)
  return {
    payments: [...foldedPayments(batch, subjects), ...judgedPayments(subjects)],
    conditions: subjects.filter(({ facts }) => wantedHistory(facts).conditions),
  }
}

/** Every payment that the batch is about, with what the subjects want that speak of its record. */
function foldedPayments(batch: AcceptBatch, subjects: readonly Subject[]): readonly HistoryQuestion[] {
  const wants = new Map<string, MoreHistory>()
  for (const { tenantId, endToEndId, usesRecord, occurredAtMs, facts } of subjects) {
    if (usesRecord) {
      const key = paymentKey(tenantId, endToEndId)
      wants.set(key, eitherOf(wants.get(key) ?? NOTHING_MORE, moreHistory(facts, occurredAtMs)))
    }
  }
  return [...batch.payments].map(([key, { tenantId, endToEndId, transfer, hasStatusReport }]) => ({
    tenantId,
    endToEndId,
    instruction: transfer?.instruction,
    usesRecord: true,
    isCertain: hasStatusReport,
    wants: wants.get(key) ?? NOTHING_MORE,
  }))
}

/** The parties of payments that are judged before they settle: read, and not folded. Only of conditions no account knows. */
function judgedPayments(subjects: readonly Subject[]): readonly HistoryQuestion[] {
  return subjects
    .filter(({ usesRecord, facts }) => !usesRecord && wantedHistory(facts).accounts)
    .map(({ tenantId, endToEndId, instruction, occurredAtMs, facts }) => ({
      tenantId,
      endToEndId,
      instruction,
      usesRecord: false,
      isCertain: occurredAtMs !== undefined,
      wants: moreHistory(facts, occurredAtMs),
    }))
}

/** @param occurredAtMs undefined where it is not known: then no funder is too old */
function moreHistory(facts: readonly FactDescriptor[], occurredAtMs: number | undefined): MoreHistory {
  const { upstreamMs, findings, debtorHolder, creditorHolder } = wantedHistory(facts)
  return { fundersFromMs: fundersFrom(upstreamMs, occurredAtMs), findings, debtorHolder, creditorHolder }
}

function fundersFrom(upstreamMs: number | undefined, occurredAtMs: number | undefined): number | undefined {
  if (upstreamMs === undefined) {
    return undefined
  }
  return occurredAtMs === undefined ? Number.MIN_SAFE_INTEGER : Math.floor(occurredAtMs - upstreamMs)
}

function earlierOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other)
}

function eitherOf(one: MoreHistory, other: MoreHistory): MoreHistory {
  return {
    fundersFromMs: earlierOf(one.fundersFromMs, other.fundersFromMs),
    findings: one.findings || other.findings,
    debtorHolder: one.debtorHolder || other.debtorHolder,
    creditorHolder: one.creditorHolder || other.creditorHolder,
  }
}
