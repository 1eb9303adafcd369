import type { FactValues, HolderAccountsFact } from '@pantau/rule-kit'
import { HOLDER_ACCOUNTS_MAX } from '../state/bounds.ts'
import type { Subject } from './subject.ts'

export function holderAccounts(fact: HolderAccountsFact, subject: Subject): FactValues['holder-accounts'] {
  const { entityId, accountId } = subject.payment.instruction[fact.party]
  const accounts = new Set([...subject.history.accountsHeldBy(entityId), accountId])
  return {
    count: Math.min(accounts.size, HOLDER_ACCOUNTS_MAX),
    saturated: accounts.size > HOLDER_ACCOUNTS_MAX,
  }
}
