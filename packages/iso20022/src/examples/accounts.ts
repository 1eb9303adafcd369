import type { AccountDocument } from '../schema/account.ts'
import type { AgentDocument } from '../schema/agent.ts'

/** The accounts of the examples and the banks that keep them; invented. */
export const SARIS_ACCOUNT: AccountDocument = {
  Id: { Othr: [{ Id: '7710034512', SchmeNm: { Prtry: 'BBAN' } }] },
  Nm: 'S Wulandari daily',
}

export const BAYUS_ACCOUNT: AccountDocument = {
  Id: { Othr: [{ Id: '5520098871', SchmeNm: { Prtry: 'BBAN' } }] },
  Nm: 'B Santoso workshop',
}

export const BANK_MELATI: AgentDocument = { FinInstnId: { ClrSysMmbId: { MmbId: 'MELATI01' } } }

export const BANK_KENANGA: AgentDocument = { FinInstnId: { ClrSysMmbId: { MmbId: 'KENANGA7' } } }
