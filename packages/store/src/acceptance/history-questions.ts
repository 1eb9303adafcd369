import type { PartySide, PaymentInstruction } from '@pantau/rule-kit'
import { paymentKey } from './accept-batch.ts'
import type { AcceptBatch } from './accept-batch.ts'
import { findSubjects } from './subject.ts'
import type { Subject } from './subject.ts'
import { wantedHistory } from './wanted-history.ts'

/** A payment whose parties' history may be needed. Who the parties are is said by the instruction on record, or by the one given here. */
export interface HistoryQuestion {
  readonly tenantId: string
  readonly endToEndId: string
  readonly instruction?: PaymentInstruction
  /** Whether the instruction on record comes before the one given here. */
  readonly usesRecord: boolean
  /** False: only where a status report is parked for the payment. */
  readonly isCertain: boolean
}

/** Asks for the states of both accounts, and with `withFunders` of those that paid the debtor account. */
export interface AccountQuestion extends HistoryQuestion {
  readonly withFunders: boolean
}

/** Asks which accounts the entity of one party holds. */
export interface HolderQuestion extends HistoryQuestion {
  readonly party: PartySide
}

/** What is asked of the history for one batch. */
export interface HistoryQuestions {
  readonly accounts: readonly AccountQuestion[]
  /** From debtor to creditor account: folding a settlement needs it, whatever the rules want. */
  readonly payees: readonly HistoryQuestion[]
  readonly holders: readonly HolderQuestion[]
  /** Whose accounts' findings are asked for. */
  readonly findings: readonly HistoryQuestion[]
  /** An answer names its question by its place in this list. */
  readonly conditions: readonly Subject[]
}

/**
 * What a batch has to read: the accounts of every payment that it may fold, whatever the rules want, and besides what the facts of its
 * subjects are taken from. Pure.
 */
export function askHistory(batch: AcceptBatch): HistoryQuestions {
  const subjects = findSubjects(batch)
  const wanting = (what: 'funders' | 'findings' | 'conditions'): readonly Subject[] =>
    subjects.filter(({ facts }) => wantedHistory(facts)[what])
  const accounts = [...foldedAccounts(batch, wanting('funders')), ...judgedAccounts(subjects)]
  return {
    accounts,
    payees: accounts,
    holders: subjects.flatMap((subject) =>
      wantedHistory(subject.facts).holders.map((party) => ({ ...questionOf(subject), party })),
    ),
    findings: wanting('findings').map(questionOf),
    conditions: wanting('conditions'),
  }
}

/** The parties of every payment that a status report of the batch, or a parked one, is about. */
function foldedAccounts(batch: AcceptBatch, wantFunders: readonly Subject[]): readonly AccountQuestion[] {
  const withFunders = new Set(wantFunders.map(({ tenantId, endToEndId }) => paymentKey(tenantId, endToEndId)))
  return [...batch.payments].map(([key, { tenantId, endToEndId, transfer, hasStatusReport }]) => ({
    tenantId,
    endToEndId,
    ...(transfer === undefined ? {} : { instruction: transfer.instruction }),
    usesRecord: true,
    isCertain: hasStatusReport,
    withFunders: withFunders.has(key),
  }))
}

/** The parties of payments that are judged before they settle: read, and not folded. Only of conditions no account knows. */
function judgedAccounts(subjects: readonly Subject[]): readonly AccountQuestion[] {
  return subjects
    .filter(({ usesRecord, facts }) => !usesRecord && wantedHistory(facts).accounts)
    .map((subject) => ({ ...questionOf(subject), withFunders: wantedHistory(subject.facts).funders }))
}

function questionOf(subject: Subject): HistoryQuestion {
  const { tenantId, endToEndId, instruction, usesRecord, occurredAtMs } = subject
  return {
    tenantId,
    endToEndId,
    ...(instruction === undefined ? {} : { instruction }),
    usesRecord,
    isCertain: occurredAtMs !== undefined,
  }
}
