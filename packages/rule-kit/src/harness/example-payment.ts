import type { Payment } from '../payment.ts'

const CREATED_AT_MS = Date.UTC(2026, 4, 4, 9, 30, 0, 250)
const REPORTED_AT_MS = CREATED_AT_MS + 1_500

/** For tests of rules: a settled retail payment, reported by a pacs.002; `overrides` replaces whole properties of it. */
export function createExamplePayment(overrides: Partial<Payment> = {}): Payment {
  return {
    tenantId: 'DEFAULT',
    transactionType: 'pacs.002.001.12',
    messageId: 'STATUS-000001',
    endToEndId: 'E2E-000001',
    occurredAtMs: REPORTED_AT_MS,
    status: 'ACCC',
    instruction: {
      endToEndId: 'E2E-000001',
      createdAt: '2026-05-04T09:30:00.250Z',
      createdAtMs: CREATED_AT_MS,
      debtor: { accountId: 'ACCT-DEBTOR', entityId: 'ENTITY-DEBTOR' },
      creditor: { accountId: 'ACCT-CREDITOR', entityId: 'ENTITY-CREDITOR' },
      instructed: { amountMinor: 125_075n, currency: 'EUR' },
      settlement: { amountMinor: 125_075n, currency: 'EUR' },
      exchangeRate: '1',
    },
    ...overrides,
  }
}
