import { DEFAULT_CREDITOR, DEFAULT_DEBTOR } from './test-customer.ts'
import type { TestCustomer } from './test-customer.ts'

/** What the four messages about one credit transfer have in common, in plain words. */
export interface TestTransfer {
  readonly endToEndId: string
  readonly instructionId: string
  readonly debtor: TestCustomer
  readonly creditor: TestCustomer
  /** In major units of the currency, as the messages carry it: 12.5 is twelve and a half. */
  readonly amount: number
  readonly currency: string
  /** Defaults to `amount`. */
  readonly settlementAmount: number
  /** Defaults to `currency`. */
  readonly settlementCurrency: string
  readonly exchangeRate: string
  readonly chargeAmount: number
  readonly purposeCode: string
  readonly remittanceText: string
  readonly latitudeDegrees: number
  readonly longitudeDegrees: number
}

/** A transfer in which everything may be left out, also within the two customers. */
export type TransferOverrides = Partial<Omit<TestTransfer, 'creditor' | 'debtor'>> & {
  readonly debtor?: Partial<TestCustomer>
  readonly creditor?: Partial<TestCustomer>
}

/** What each message has of its own. */
export interface MessageOverrides {
  readonly messageId?: string
  /** Creation time of the message, milliseconds since the epoch (UTC). */
  readonly createdAtMs?: number
}

/** Creation time of messages that name none. */
export const DEFAULT_CREATED_AT_MS = Date.UTC(2026, 0, 15, 9, 30)

/** Fills in what the overrides leave out; all documents of one transfer, made from the same overrides, belong together. */
export function testTransfer(overrides: TransferOverrides): TestTransfer {
  const endToEndId = overrides.endToEndId ?? 'E2E-000001'
  const amount = overrides.amount ?? 120.5
  const currency = overrides.currency ?? 'EUR'
  return {
    instructionId: `INSTR-${endToEndId}`,
    settlementAmount: amount,
    settlementCurrency: currency,
    exchangeRate: '1',
    chargeAmount: 0.2,
    purposeCode: 'MP2P',
    remittanceText: 'shared dinner',
    latitudeDegrees: 59.8586,
    longitudeDegrees: 17.6389,
    ...overrides,
    endToEndId,
    amount,
    currency,
    debtor: { ...DEFAULT_DEBTOR, ...overrides.debtor },
    creditor: { ...DEFAULT_CREDITOR, ...overrides.creditor },
  }
}
