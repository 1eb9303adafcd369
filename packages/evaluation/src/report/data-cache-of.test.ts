import { createExamplePayment } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataCacheOf } from './data-cache-of.ts'

const { instruction } = createExamplePayment()
const exponentOf = (currency: string): number => ({ JPY: 0, KWD: 3 })[currency] ?? 2

test('names and order are those of the contract', () => {
  expect(JSON.stringify(dataCacheOf(instruction, 'pacs.002.001.12', exponentOf))).toBe(
    '{"dbtrId":"ENTITY-DEBTOR","cdtrId":"ENTITY-CREDITOR","dbtrAcctId":"ACCT-DEBTOR","cdtrAcctId":"ACCT-CREDITOR",' +
      '"creDtTm":"2026-05-04T09:30:00.250Z","instdAmt":{"amt":1250.75,"ccy":"EUR"},' +
      '"intrBkSttlmAmt":{"amt":1250.75,"ccy":"EUR"},"xchgRate":1}',
  )
})

test.each(['pain.001.001.11', 'pain.013.001.09'] as const)('that of a %s has the parties only', (type) => {
  expect(Object.keys(dataCacheOf(instruction, type, exponentOf))).toEqual([
    'dbtrId',
    'cdtrId',
    'dbtrAcctId',
    'cdtrAcctId',
  ])
})

test.each([
  [125_075n, 'JPY', 125_075],
  [125_075n, 'KWD', 125.075],
  [1n, 'EUR', 0.01],
  [0n, 'EUR', 0],
  [100n, 'EUR', 1],
])('%d minor units of %s are %d', (amountMinor, currency, amt) => {
  const settlement = { amountMinor, currency }
  expect(dataCacheOf({ ...instruction, settlement }, 'pacs.008.001.10', exponentOf).intrBkSttlmAmt).toEqual({
    amt,
    ccy: currency,
  })
})

test('an amount of up to fifteen digits is the very number that its text is read as', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (amountMinor) => {
      const digits = String(amountMinor).padStart(3, '0')
      const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`
      const instructed = { amountMinor, currency: 'EUR' }
      const cache = dataCacheOf({ ...instruction, instructed }, 'pacs.002.001.12', exponentOf)
      expect(cache.instdAmt?.amt).toBe(JSON.parse(text))
    }),
  )
})

test.each([
  ['1.0825', 1.0825],
  ['about one', 'about one'],
])('the exchange rate %j becomes %j', (exchangeRate, xchgRate) => {
  expect(dataCacheOf({ ...instruction, exchangeRate }, 'pacs.002.001.12', exponentOf)).toMatchObject({
    xchgRate,
  })
})

test('an exchange rate that was not sent is absent', () => {
  const { exchangeRate: _absent, ...without } = instruction
  expect(dataCacheOf(without, 'pacs.002.001.12', exponentOf)).not.toHaveProperty('xchgRate')
})
