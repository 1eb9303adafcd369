import { DAY_MS } from '../calendar/durations.ts'

/** What messages say of each account and of who holds it; index i is account i. */
export interface AccountDirectory {
  readonly count: number
  /** Shuffled numbers: nothing about an account follows from its number. */
  readonly accountNumber: Uint32Array
  readonly entityNumber: Uint32Array
  /** Index into `AGENTS`. */
  readonly agent: Uint8Array
  /** Birth date of a person as days since 1970; `NO_BIRTH_DATE` for an organisation. */
  readonly birthDay: Int32Array
}

export const NO_BIRTH_DATE = -2_147_483_648
export const AGENTS = ['PTBANKA1', 'PTBANKB2', 'PTBANKC3', 'PTBANKD4', 'PTBANKE5', 'PTBANKF6'] as const
const SCHEME = 'BBAN'
const ENTITY_SCHEME = 'CIF'

/** The identifications that messages carry for an account, and the identities that Pantau makes of them. */
export interface AccountIdentity {
  readonly number: string
  readonly scheme: string
  readonly holderNumber: string
  readonly holderScheme: string
  readonly agent: string
  /** Identification, scheme and agent, joined. */
  readonly accountId: string
  readonly entityId: string
  /** `YYYY-MM-DD`, or empty. */
  readonly birthDate: string
}

/** Identities of all accounts, made once. */
export function accountIdentities(directory: AccountDirectory): readonly AccountIdentity[] {
  return Array.from({ length: directory.count }, (_, index) => {
    const number = String(directory.accountNumber[index]).padStart(10, '0')
    const holderNumber = String(directory.entityNumber[index]).padStart(9, '0')
    const agent = AGENTS[directory.agent[index] ?? 0] ?? AGENTS[0]
    const birthDay = directory.birthDay[index] ?? NO_BIRTH_DATE
    return {
      number,
      scheme: SCHEME,
      holderNumber,
      holderScheme: ENTITY_SCHEME,
      agent,
      accountId: number + SCHEME + agent,
      entityId: holderNumber + ENTITY_SCHEME,
      birthDate: birthDay === NO_BIRTH_DATE ? '' : new Date(birthDay * DAY_MS).toISOString().slice(0, 10),
    }
  })
}
