import { createMemoryBook } from '@pantau/facts'
import { expect, test } from 'vitest'
import { outcomesOf, payment } from './test/outcomes-from-history.ts'
import type { Transfer } from './test/outcomes-from-history.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const senders = (count: number, ageMs: number): readonly Transfer[] =>
  Array.from({ length: count }, (_, index) => [`sender ${index}`, 'C', ageMs - index, 10_000])
const payees = (count: number, ageMs: number): readonly Transfer[] =>
  Array.from({ length: count }, (_, index) => ['D', `payee ${index}`, ageMs - index, 10_000])

/** Not of given facts, as the tests of each rule are, but of those that are captured from accepted payments. */
test.each<[string, string, readonly Transfer[], Transfer, string, number]>([
  ['104@1.0.0', '7 senders and a new one', senders(7, HOUR_MS), ['D', 'C', 0, 10_000], '.03', 8],
  [
    '104@1.0.0',
    '7 senders, this one among them',
    senders(7, HOUR_MS),
    ['sender 3', 'C', 0, 10_000],
    '.02',
    7,
  ],
  ['104@1.0.0', 'a sender of two days ago', [['D', 'C', 2 * DAY_MS, 1]], ['D', 'C', 0, 1], '.01', 1],
  ['105@1.0.0', '3 payees and a new one', payees(3, HOUR_MS), ['D', 'C', 0, 10_000], '.02', 4],
  [
    '106@1.0.0',
    '4 new payees and an old one',
    [['D', 'C', 40 * DAY_MS, 1], ...payees(4, HOUR_MS)],
    ['D', 'C', 0, 1],
    '.03',
    4,
  ],
  ['106@1.0.0', '4 new payees and one more', payees(4, HOUR_MS), ['D', 'C', 0, 1], '.04', 5],
  ['111@1.0.0', '6 senders, all new', senders(5, DAY_MS), ['D', 'C', 0, 1], '.03', 1],
  ['112@1.0.0', 'a shop', senders(64, 20 * DAY_MS), ['D', 'C', 0, 1], '.03', 64],
  ['113@1.0.0', 'a private person', payees(13, 20 * DAY_MS), ['D', 'C', 0, 1], '.01', 14],
  ['119@1.0.0', 'a trader', senders(50, 20 * DAY_MS), ['C', 'D', 0, 1], '.03', 50],
  [
    '101@1.0.0',
    'two just below 10,000 and this one',
    [
      ['D', 'X', DAY_MS, 910_000],
      ['D', 'Y', DAY_MS, 960_000],
      ['D', 'Z', 8 * DAY_MS, 960_000],
    ],
    ['D', 'C', 0, 890_000],
    '.04',
    3,
  ],
  ['101@1.0.0', 'at the threshold itself', [['D', 'X', DAY_MS, 910_000]], ['D', 'C', 0, 1_000_000], '.01', 0],
  [
    '102@1.0.0',
    'three payers of 9,500',
    [
      ['A', 'C', DAY_MS, 950_000],
      ['B', 'C', DAY_MS, 950_000],
    ],
    ['D', 'C', 0, 950_000],
    '.04',
    3,
  ],
  [
    '103@1.0.0',
    '1000 in, 400 and now 500 out',
    [
      ['A', 'D', HOUR_MS, 100_000],
      ['D', 'B', MINUTE_MS, 40_000],
    ],
    ['D', 'C', 0, 50_000],
    '.03',
    0.9,
  ],
  [
    '109@1.0.0',
    '2000 in a month, 1700 out at once',
    [
      ['A', 'D', 20 * DAY_MS, 200_000],
      ['D', 'B', 4 * HOUR_MS, 90_000],
      ['D', 'B', HOUR_MS, 100_000],
    ],
    ['D', 'C', 0, 70_000],
    '.03',
    0.85,
  ],
  [
    '107@1.0.0',
    'A to B to C to A',
    [
      ['A', 'B', 2 * HOUR_MS, 100_000],
      ['B', 'C', HOUR_MS, 97_000],
    ],
    ['C', 'A', 0, 94_000],
    '.02',
    3,
  ],
  ['107@1.0.0', 'back to its sender', [['A', 'B', 2 * HOUR_MS, 100_000]], ['B', 'A', 0, 100_000], '.01', 2],
  [
    '107@1.0.0',
    'never came from there',
    [['A', 'B', 2 * HOUR_MS, 100_000]],
    ['B', 'C', 0, 100_000],
    '.x01',
    0,
  ],
  [
    '110@1.0.0',
    '5 senders, 4 funded by U',
    [
      ...['1', '2', '3', 'D'].map((to): Transfer => ['U', to, 3 * HOUR_MS, 10_000]),
      ...['1', '2', '3', '4'].map((from): Transfer => [from, 'C', HOUR_MS, 9_000]),
    ],
    ['D', 'C', 0, 9_000],
    '.02',
    4,
  ],
  [
    '090@1.0.0',
    'U paid D, X and Y',
    [
      ['U', 'D', HOUR_MS, 1],
      ['U', 'X', HOUR_MS, 1],
      ['U', 'Y', HOUR_MS, 1],
    ],
    ['D', 'C', 0, 1],
    '.02',
    3,
  ],
  [
    '116@1.0.0',
    'silent for months, a credit yesterday',
    [
      ['A', 'D', 121 * DAY_MS, 1],
      ['A', 'D', DAY_MS, 1],
    ],
    ['D', 'C', 0, 1],
    '.03',
    119 * DAY_MS,
  ],
  ['117@1.0.0', 'silent for two months', [['A', 'C', 62 * DAY_MS, 1]], ['D', 'C', 0, 1], '.02', 61 * DAY_MS],
  [
    '120@1.0.0',
    'first paid eight days ago, and once since',
    [
      ['D', 'C', 8 * DAY_MS, 1],
      ['D', 'C', DAY_MS, 1],
    ],
    ['D', 'C', 0, 1],
    '.03',
    8 * DAY_MS,
  ],
  ['120@1.0.0', 'only the other way round', [['C', 'D', 8 * DAY_MS, 1]], ['D', 'C', 0, 1], '.x01', 0],
  ['121@1.0.0', 'an account that only receives', senders(9, DAY_MS), ['D', 'C', 0, 1], '.01', 0],
  [
    '121@1.0.0',
    'two payments in a month, one before',
    [
      ['C', 'X', 31 * DAY_MS, 1],
      ['C', 'X', 29 * DAY_MS, 1],
      ['C', 'D', HOUR_MS, 1],
    ],
    ['D', 'C', 0, 1],
    '.02',
    2,
  ],
  ['122@1.0.0', 'four times 100 and now 1000', payees(4, 20 * DAY_MS), ['D', 'C', 0, 100_000], '.05', 2.5],
  ['122@1.0.0', 'its first payment', [['A', 'D', DAY_MS, 100_000]], ['D', 'C', 0, 100_000], '.x01', 0],
  [
    '123@1.0.0',
    '980 in within a day, 980 out',
    [
      ['A', 'D', 2 * DAY_MS, 70_000],
      ['A', 'D', HOUR_MS, 98_000],
    ],
    ['D', 'C', 0, 98_000],
    '.04',
    1,
  ],
  ['124@1.0.0', 'six payments of this size', senders(6, HOUR_MS), ['D', 'C', 0, 10_000], '.05', 6],
  ['124@1.0.0', 'nothing but this one', senders(6, 2 * DAY_MS), ['D', 'C', 0, 10_000], '.01', 0],
  [
    '115@1.0.0',
    'paid for the first time yesterday',
    [['A', 'D', 1.5 * DAY_MS, 1]],
    ['D', 'C', 0, 1],
    '.02',
    1.5 * DAY_MS,
  ],
  ['030@1.0.0', 'paid once before', [['D', 'C', DAY_MS, 1]], ['D', 'C', 0, 1], '.02', 2],
  ['044@1.0.0', 'two before', payees(2, DAY_MS), ['D', 'C', 0, 1], '.04', 3],
  ['045@1.0.0', 'nine before', senders(9, DAY_MS), ['D', 'C', 0, 1], '.05', 10],
  ['076@1.0.0', '45 seconds ago', [['D', 'X', 45_000, 1]], ['D', 'C', 0, 1], '.01', 45_000],
  [
    '048@1.0.0',
    'ten times as much as ever',
    Array.from({ length: 10 }, (_, day): Transfer => ['D', 'X', (day + 1) * DAY_MS, 10_000]),
    ['D', 'C', 0, 100_000],
    '.03',
    5,
  ],
  [
    '108@1.0.0',
    'at noon, usually at midnight',
    Array.from({ length: 100 }, (_, day): Transfer => ['D', 'X', (day + 0.5) * DAY_MS, 1]),
    ['D', 'C', 0, 1],
    '.01',
    1 / 108,
  ],
  ['083@1.0.0', 'one account', [], ['D', 'C', 0, 1], '.01', 1],
])('%s: %s', (id, _name, history, transfer, outcome, value) => {
  const book = createMemoryBook()
  for (const earlier of history) {
    book.accept(payment(earlier))
  }
  const found = outcomesOf(id, payment(transfer), book)
  for (const each of found) {
    expect(each[0]).toBe(outcome)
    expect(each[1]).toBeCloseTo(value, 6)
  }
})
