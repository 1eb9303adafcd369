import type { Party } from '@pantau/rule-kit'
import type { AccountHolder, ParsedMessage } from '../parsed-message.ts'

type KnownParties = Pick<ParsedMessage, 'accounts' | 'entities' | 'accountHolders'>

/** A message that makes both accounts and the persons behind them known. */
export function knowsPersons(debtor: Party, creditor: Party): KnownParties {
  return {
    accounts: [debtor.accountId, creditor.accountId],
    entities: [debtor.entityId, creditor.entityId],
    accountHolders: [holder(debtor), holder(creditor)],
  }
}

/** A message that makes both accounts known and says nothing new about persons. */
export function knowsAccounts(debtor: Party, creditor: Party): KnownParties {
  return { accounts: [debtor.accountId, creditor.accountId], entities: [], accountHolders: [] }
}

/** A message that refers to what is known already. */
export const KNOWS_NOBODY: KnownParties = { accounts: [], entities: [], accountHolders: [] }

function holder(party: Party): AccountHolder {
  return { entityId: party.entityId, accountId: party.accountId }
}
