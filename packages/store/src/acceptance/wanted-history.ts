import type { FactDescriptor, PartySide } from '@pantau/rule-kit'
import type { MoreHistory } from './history-questions.ts'

/** What of the history the facts of a plan are taken from, besides the parties' accounts. */
export interface WantedHistory extends Omit<MoreHistory, 'fundersFromMs'> {
  /** How long before a payment funders count whose states are looked at; undefined where none is. */
  readonly upstreamMs: number | undefined
  /** Any account at all: conditions need none. */
  readonly accounts: boolean
  readonly conditions: boolean
}

const known = new WeakMap<readonly FactDescriptor[], WantedHistory>()

/** Worked out once for a plan, not for every message. */
export function wantedHistory(facts: readonly FactDescriptor[]): WantedHistory {
  const wanted = known.get(facts) ?? findWanted(facts)
  known.set(facts, wanted)
  return wanted
}

function findWanted(facts: readonly FactDescriptor[]): WantedHistory {
  const kinds = new Set(facts.map(({ kind }) => kind))
  const isHolderAsked = (party: PartySide): boolean =>
    facts.some((fact) => fact.kind === 'holder-accounts' && fact.party === party)
  const upstreams = facts.flatMap((fact) => (fact.kind === 'funder-fan-out' ? [fact.upstreamMs] : []))
  return {
    accounts: facts.some(({ kind }) => kind !== 'conditions'),
    upstreamMs: upstreams.length === 0 ? undefined : Math.max(...upstreams),
    findings: kinds.has('account-findings'),
    conditions: kinds.has('conditions'),
    debtorHolder: isHolderAsked('debtor'),
    creditorHolder: isHolderAsked('creditor'),
  }
}
