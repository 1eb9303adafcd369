import { createMemoryBook } from '@pantau/facts'
import type { Payment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { outcomesOf, payment } from './test/outcomes-from-history.ts'
import type { Transfer } from './test/outcomes-from-history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A payment on which a counted alert was committed, whatever came of it. */
const alerted = (...transfer: Transfer): Payment => payment(transfer)

test.each<[string, string, readonly Payment[], Transfer, string, number]>([
  ['125@1.0.0', 'never alerted', [], ['D', 'C', 0, 1], '.01', 0],
  [
    '125@1.0.0',
    'alerted on either side',
    [alerted('D', 'X', DAY_MS, 1), alerted('X', 'D', 2 * DAY_MS, 1), alerted('X', 'C', DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.03',
    2,
  ],
  [
    '126@1.0.0',
    'alerted last month and the month before',
    [alerted('X', 'C', 29 * DAY_MS, 1), alerted('Y', 'C', 31 * DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.02',
    1,
  ],
  ['127@1.0.0', 'neither', [alerted('X', 'Y', DAY_MS, 1)], ['D', 'C', 0, 1], '.x01', 0],
  [
    '127@1.0.0',
    'the payee five hours ago, the payer before',
    [alerted('X', 'C', 5 * HOUR_MS, 1), alerted('D', 'Y', 2 * DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.02',
    5 * HOUR_MS,
  ],
  [
    '128@1.0.0',
    'to and fro, and with others',
    [alerted('D', 'C', DAY_MS, 1), alerted('C', 'D', HOUR_MS, 1), alerted('D', 'X', HOUR_MS, 1)],
    ['D', 'C', 0, 1],
    '.03',
    2,
  ],
])('%s, of alerts: %s', (id, _name, alerts, transfer, outcome, value) => {
  const book = createMemoryBook()
  for (const alert of alerts) {
    book.noteAlert(alert)
  }
  const subject = payment(transfer)
  // Its own alert, too, is none of those that it finds when its report is repeated.
  book.noteAlert(subject)
  expect(outcomesOf(id, subject, book)).toEqual([1, 2, 3].map(() => [outcome, value]))
})
