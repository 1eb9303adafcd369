import type { AttemptRequest, Payment } from '@pantau/rule-kit'
import { describe, expect, test } from 'vitest'
import { createAttemptOverlay } from './attempt-overlay.ts'
import { createBatchHistoryView, HistoryNotReadError } from './batch-history-view.ts'
import type { RecordedInstruction } from './batch-reads.ts'

const MONEY = { amountMinor: 1n, currency: 'EUR' }
const PAYMENT: Payment = {
  tenantId: 'T',
  transactionType: 'pacs.002.001.12',
  messageId: 'm',
  endToEndId: 'own',
  occurredAtMs: 100,
  instruction: {
    endToEndId: 'own',
    createdAt: '',
    createdAtMs: 0,
    debtor: { accountId: 'D', entityId: '' },
    creditor: { accountId: 'C', entityId: '' },
    instructed: MONEY,
    settlement: MONEY,
  },
}
const SENT: AttemptRequest = { accountId: 'D', direction: 'sent', fromMs: 10, toMs: 100 }

function timesOf(
  committed: readonly number[],
  options: { overlay?: ReturnType<typeof createAttemptOverlay>; recorded?: RecordedInstruction } = {},
): readonly number[] {
  return createBatchHistoryView({
    payment: PAYMENT,
    read: { attempts: [{ ...SENT, timesMs: committed }], conditions: [] },
    overlay: options.overlay ?? createAttemptOverlay(),
    recorded: options.recorded,
  }).attemptTimesMs(SENT)
}

describe('the history of a payment within its batch', () => {
  test('is what was committed and what the batch added, newest first, inside the window, without the payment itself', () => {
    const overlay = createAttemptOverlay()
    const other = { ...PAYMENT.instruction, endToEndId: 'other' }
    for (const atMs of [9, 10, 55, 100, 101]) {
      overlay.add('T', other, atMs)
    }
    overlay.add('T', PAYMENT.instruction, 60)
    overlay.add('another tenant', other, 61)
    overlay.add(
      'T',
      { ...other, debtor: PAYMENT.instruction.creditor, creditor: PAYMENT.instruction.debtor },
      62,
    )
    expect(timesOf([70, 20], { overlay })).toEqual([100, 70, 55, 20, 10])
  })

  test('leaves out the attempt that an earlier status report of the same payment made, and no other of that time', () => {
    const recorded = { instruction: PAYMENT.instruction, firstStatusAtMs: 50 }
    expect(timesOf([90, 50, 50, 20], { recorded })).toEqual([90, 50, 20])
    expect(timesOf([90, 20], { recorded })).toEqual([90, 20])
    const elsewhere = {
      ...recorded,
      instruction: { ...PAYMENT.instruction, debtor: PAYMENT.instruction.creditor },
    }
    expect(timesOf([50], { recorded: elsewhere })).toEqual([50])
  })

  test('is still full when the payment itself was among the newest', () => {
    const recorded = { instruction: PAYMENT.instruction, firstStatusAtMs: 50 }
    expect(
      timesOf(
        Array.from({ length: 65 }, () => 50),
        { recorded },
      ),
    ).toHaveLength(64)
  })

  test('that was not read is an error, never none', () => {
    const view = createBatchHistoryView({
      payment: PAYMENT,
      read: { attempts: [{ ...SENT, timesMs: [] }], conditions: [] },
      overlay: createAttemptOverlay(),
      recorded: undefined,
    })
    for (const other of [
      { fromMs: 11 },
      { toMs: 99 },
      { accountId: 'C' },
      { direction: 'received' as const },
    ]) {
      expect(() => view.attemptTimesMs({ ...SENT, ...other })).toThrow(HistoryNotReadError)
    }
  })
})
