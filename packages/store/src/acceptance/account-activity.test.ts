import { expect, test } from 'vitest'
import { sumAccountActivity } from './account-activity.ts'
import type { AttemptWrite } from './batch-writes.ts'

function attempt(debtor: string, creditor: string, occurredAtMs: number, acceptedAtMs: number): AttemptWrite {
  const money = { amountMinor: 1n, currency: 'EUR' }
  return {
    tenantId: 'T',
    instruction: {
      endToEndId: 'e',
      createdAt: '',
      createdAtMs: 0,
      debtor: { accountId: debtor, entityId: '' },
      creditor: { accountId: creditor, entityId: '' },
      instructed: money,
      settlement: money,
    },
    firstStatus: {
      tenantId: 'T',
      endToEndId: 'e',
      messageId: 'm',
      acceptedAtMs,
      occurredAtMs,
      status: 'ACCC',
    },
    isRecorded: true,
  }
}

test('adds up each account once: times, counts, and how far ahead of its acceptance an attempt was dated', () => {
  const activities = sumAccountActivity([
    attempt('D', 'C', 50, 100),
    attempt('D', 'D', 130, 100),
    attempt('C', 'D', 20, 100),
  ])
  expect(activities).toEqual([
    { tenantId: 'T', accountId: 'D', firstMs: 20, lastMs: 130, sent: 2, received: 2, clockLeadMs: 30 },
    { tenantId: 'T', accountId: 'C', firstMs: 20, lastMs: 50, sent: 1, received: 1, clockLeadMs: 0 },
  ])
})
