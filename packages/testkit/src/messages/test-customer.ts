/** One side of a test payment: a person, the account, and the institution that keeps it. */
export interface TestCustomer {
  readonly name: string
  /** ISO date. */
  readonly birthDate: string
  readonly birthCity: string
  readonly birthCountry: string
  /** The institution's own number for the person. */
  readonly entityId: string
  readonly entityScheme: string
  readonly mobileNumber: string
  readonly accountId: string
  readonly accountScheme: string
  readonly accountName: string
  /** Clearing member id of the institution. */
  readonly memberId: string
}

export const DEFAULT_DEBTOR: TestCustomer = {
  name: 'Amara Lind',
  birthDate: '1988-02-17',
  birthCity: 'Uppsala',
  birthCountry: 'SE',
  entityId: 'CUST-100001',
  entityScheme: 'BANK_CUSTOMER',
  mobileNumber: '+46-700100001',
  accountId: 'ACC-100001',
  accountScheme: 'BBAN',
  accountName: 'A Lind current',
  memberId: 'BANKSE01',
}

export const DEFAULT_CREDITOR: TestCustomer = {
  name: 'Tomas Reyes',
  birthDate: '1975-09-30',
  birthCity: 'Porto',
  birthCountry: 'PT',
  entityId: 'CUST-200002',
  entityScheme: 'BANK_CUSTOMER',
  mobileNumber: '+351-910200002',
  accountId: 'ACC-200002',
  accountScheme: 'BBAN',
  accountName: 'T Reyes savings',
  memberId: 'BANKPT02',
}
