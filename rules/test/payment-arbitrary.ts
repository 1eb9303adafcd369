import { TRANSACTION_TYPES } from '@pantau/rule-kit'
import type { Payment, PaymentInstruction, TransactionType } from '@pantau/rule-kit'
import * as fc from 'fast-check'

const time = fc.oneof(
  fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
)
const entityId = fc.constantFrom('x', 'y', 'z')
const debtor = fc.record({ accountId: fc.constant('a'), entityId })
/** Now and then the debtor's own account. */
const creditor = fc.record({ accountId: fc.constantFrom('a', 'b', 'c', 'd', 'e'), entityId })
const money = fc.record({
  amountMinor: fc.oneof(fc.bigInt({ min: 0n, max: 10_000n }), fc.bigInt({ min: 0n, max: 10n ** 18n })),
  currency: fc.oneof(fc.constantFrom('EUR', 'USD', 'JPY', 'XTS'), fc.string()),
})
const birthDate = fc.oneof(fc.constantFrom('1990-11-23', '2024-02-29', '2031-01-01'), fc.string())

const instruction: fc.Arbitrary<PaymentInstruction> = fc.record(
  {
    endToEndId: fc.string({ minLength: 1 }),
    createdAt: fc.constant('2026-05-04T09:30:00.250Z'),
    createdAtMs: time,
    debtor,
    creditor,
    instructed: money,
    settlement: money,
    exchangeRate: fc.constantFrom('1', '0.9', 'unknown'),
    purposeCode: fc.oneof(fc.constantFrom('MP2P', 'MP2B', 'CASH'), fc.string()),
    remittanceText: fc.string({ unit: 'binary' }),
    debtorBirthDate: birthDate,
    creditorBirthDate: birthDate,
    location: fc.record({
      latitudeDegrees: fc.double({ min: -90, max: 90, noNaN: true }),
      longitudeDegrees: fc.double({ min: -180, max: 180, noNaN: true }),
    }),
  },
  {
    requiredKeys: [
      'endToEndId',
      'createdAt',
      'createdAtMs',
      'debtor',
      'creditor',
      'instructed',
      'settlement',
    ],
  },
)

/** Mostly one that settled, so that rules do not all exit at once. */
const status = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ACCC', 'ACSC') },
  { weight: 1, arbitrary: fc.constantFrom('RJCT', 'PDNG', '') },
  { weight: 1, arbitrary: fc.string() },
)

/**
 * Any payment that acceptance lets through, likely or not; self transfers, messages without a status and strange dates among them.
 * @param types the message types that the rule is made for; others come now and then
 */
export function anyPayment(types: readonly TransactionType[]): fc.Arbitrary<Payment> {
  return fc.record(
    {
      tenantId: fc.constant('DEFAULT'),
      transactionType: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...types) },
        { weight: 1, arbitrary: fc.constantFrom(...TRANSACTION_TYPES) },
      ),
      messageId: fc.string({ minLength: 1 }),
      endToEndId: fc.string({ minLength: 1 }),
      occurredAtMs: time,
      status,
      instruction,
    },
    {
      requiredKeys: ['tenantId', 'transactionType', 'messageId', 'endToEndId', 'occurredAtMs', 'instruction'],
    },
  )
}
