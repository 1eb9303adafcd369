import type { FactDescriptor, PartySide } from '@pantau/rule-kit'

/** What of the history the facts of a plan are taken from, besides the parties' accounts. */
export interface WantedHistory {
  /** Any account at all: conditions need none. */
  readonly accounts: boolean
  /** The accounts that paid the debtor account. */
  readonly funders: boolean
  readonly findings: boolean
  readonly conditions: boolean
  /** Whose entity's accounts. */
  readonly holders: readonly PartySide[]
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
  return {
    accounts: facts.some(({ kind }) => kind !== 'conditions'),
    funders: kinds.has('funder-fan-out'),
    findings: kinds.has('account-findings'),
    conditions: kinds.has('conditions'),
    holders: [...new Set(facts.flatMap((fact) => (fact.kind === 'holder-accounts' ? [fact.party] : [])))],
  }
}
