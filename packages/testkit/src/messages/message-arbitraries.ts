import * as fc from 'fast-check'
import { pacs002Document } from './pacs002-document.ts'
import type { Pacs002Document } from './pacs002-document.ts'
import { pacs008Document } from './pacs008-document.ts'
import type { Pacs008Document } from './pacs008-document.ts'
import { pain001Document } from './pain001-document.ts'
import type { Pain001Document } from './pain001-document.ts'
import { pain013Document } from './pain013-document.ts'
import type { Pain013Document } from './pain013-document.ts'
import type { TestCustomer } from './test-customer.ts'
import type { TestTransfer } from './test-transfer.ts'

const YEAR_2000_MS = Date.UTC(2000, 0, 1)
const YEAR_2040_MS = Date.UTC(2040, 0, 1)
const MINUTE_MS = 60_000
/** Small enough that a JSON number tells every cent from the next: doubles hold whole numbers up to 2^53. */
const AMOUNT_MAX_CENTS = 2 ** 50

/** The four messages about one transfer. */
export interface TransferMessages {
  readonly transfer: TestTransfer
  readonly pain001: Pain001Document
  readonly pain013: Pain013Document
  readonly pacs008: Pacs008Document
  readonly pacs002: Pacs002Document
}

/** Names and free text in any script, without the characters that JSON, XML or PostgreSQL cannot carry (controls, lone surrogates). */
function textArbitrary(maxLength: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .filter((text) => text.trim() === text && !/[\p{Cc}\p{Cs}\p{Cn}]/u.test(text))
}

function idArbitrary(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9/.-]{0,33}$/)
}

function instantArbitrary(): fc.Arbitrary<number> {
  return fc.integer({ min: YEAR_2000_MS, max: YEAR_2040_MS })
}

function amountArbitrary(): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max: AMOUNT_MAX_CENTS }).map((cents) => cents / 100)
}

/** Any customer that the messages can carry. */
export function customerArbitrary(): fc.Arbitrary<TestCustomer> {
  return fc.record({
    name: textArbitrary(60),
    birthDate: fc
      .date({ min: new Date('1920-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    birthCity: textArbitrary(20),
    birthCountry: fc.stringMatching(/^[A-Z]{2}$/),
    entityId: idArbitrary(),
    entityScheme: fc.constantFrom('BANK_CUSTOMER', 'PASSPORT', 'TAX_NUMBER'),
    mobileNumber: fc.stringMatching(/^\+[1-9]\d{0,2}-\d{5,12}$/),
    accountId: idArbitrary(),
    accountScheme: fc.constantFrom('BBAN', 'IBAN', 'WALLET'),
    accountName: textArbitrary(40),
    memberId: fc.stringMatching(/^[A-Z]{6}\d{2}$/),
  })
}

/** Any transfer, between two customers with different accounts. */
export function transferArbitrary(): fc.Arbitrary<TestTransfer> {
  return fc
    .record({
      endToEndId: idArbitrary(),
      instructionId: idArbitrary(),
      debtor: customerArbitrary(),
      creditor: customerArbitrary(),
      amount: amountArbitrary(),
      currency: fc.constantFrom('EUR', 'USD', 'IDR'),
      settlementAmount: amountArbitrary(),
      settlementCurrency: fc.constantFrom('EUR', 'USD', 'IDR'),
      exchangeRate: fc
        .integer({ min: 1, max: 2_000_000 })
        .map((tenThousandths) => String(tenThousandths / 10_000)),
      chargeAmount: fc.integer({ min: 0, max: 9999 }).map((cents) => cents / 100),
      purposeCode: fc.constantFrom('MP2P', 'SALA', 'SUPP', 'RENT'),
      remittanceText: textArbitrary(140),
      latitudeDegrees: fc.integer({ min: -900_000, max: 900_000 }).map((value) => value / 10_000),
      longitudeDegrees: fc.integer({ min: -1_800_000, max: 1_800_000 }).map((value) => value / 10_000),
    })
    .filter(({ debtor, creditor }) => debtor.accountId !== creditor.accountId)
}

/** The four valid messages about any transfer, created in the order in which a payment passes through them. */
export function transferMessagesArbitrary(): fc.Arbitrary<TransferMessages> {
  return fc
    .record({
      transfer: transferArbitrary(),
      messageId: fc.stringMatching(/^[A-Za-z0-9]{1,30}$/),
      createdAtMs: instantArbitrary(),
      status: fc.constantFrom('ACCC', 'ACSC', 'RJCT', 'PDNG'),
    })
    .map(({ transfer, messageId, createdAtMs, status }) => {
      const message = (step: number) => ({
        ...transfer,
        messageId: `${messageId}-${step}`,
        createdAtMs: createdAtMs + step * MINUTE_MS,
      })
      return {
        transfer,
        pain001: pain001Document(message(1)),
        pain013: pain013Document(message(2)),
        pacs008: pacs008Document(message(3)),
        pacs002: pacs002Document({ ...message(4), status }),
      }
    })
}
