import type { Party } from '@pantau/rule-kit'
import type { AccountDocument } from '../schema/account.ts'
import type { AgentDocument } from '../schema/agent.ts'
import type { OtherIdentificationsDocument } from '../schema/other-identification.ts'
import type { PartyDocument } from '../schema/party.ts'
import type { Problem } from './problem.ts'
import { readIdentifier } from './read-text.ts'

/** The three places in a message that name one side of a payment. */
export interface PartyPlaces {
  readonly party: string
  readonly account: string
  readonly agent: string
}

/** One side of a payment as identity strings. */
export function readParty(
  party: PartyDocument,
  account: AccountDocument,
  agent: AgentDocument,
  places: PartyPlaces,
  problems: Problem[],
): Party | undefined {
  const entityId = readEntityId(party, places.party, problems)
  const accountId = readAccountId(account, agent, places, problems)
  return entityId === undefined || accountId === undefined ? undefined : { accountId, entityId }
}

/** A person's identity: the first identification and its scheme, joined without a separator. */
function readEntityId(party: PartyDocument, path: string, problems: Problem[]): string | undefined {
  return readOther(party.Id.PrvtId.Othr, `${path}/Id/PrvtId/Othr`, problems)
}

/** An account's identity: the first identification, its scheme and the agent that keeps the account. */
function readAccountId(
  account: AccountDocument,
  agent: AgentDocument,
  places: PartyPlaces,
  problems: Problem[],
): string | undefined {
  const other = readOther(account.Id.Othr, `${places.account}/Id/Othr`, problems)
  const memberPath = `${places.agent}/FinInstnId/ClrSysMmbId/MmbId`
  const member = readIdentifier(agent.FinInstnId.ClrSysMmbId.MmbId, memberPath, problems)
  return other === undefined || member === undefined
    ? undefined
    : readIdentifier(other + member, `${places.account}/Id/Othr/0`, problems)
}

function readOther(
  others: OtherIdentificationsDocument,
  path: string,
  problems: Problem[],
): string | undefined {
  const other = others[0]
  if (other === undefined) {
    problems.push({ path, expected: 'must NOT have fewer than 1 items' })
    return undefined
  }
  const id = readIdentifier(other.Id, `${path}/0/Id`, problems)
  const scheme = readIdentifier(other.SchmeNm.Prtry, `${path}/0/SchmeNm/Prtry`, problems)
  return id === undefined || scheme === undefined
    ? undefined
    : readIdentifier(id + scheme, `${path}/0`, problems)
}
