import { createMemoryBook } from '@pantau/facts'
import type { Payment } from '@pantau/rule-kit'
import { expect, test } from 'vitest'
import { outcomesOf, payment } from './test/outcomes-from-history.ts'
import type { Transfer } from './test/outcomes-from-history.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A payment on which a finding was committed, whatever came of it. */
const found = (...transfer: Transfer): Payment => payment(transfer)

test.each<[string, string, readonly Payment[], Transfer, string, number]>([
  ['125@1.0.0', 'never found', [], ['D', 'C', 0, 1], '.01', 0],
  [
    '125@1.0.0',
    'found on either side',
    [found('D', 'X', DAY_MS, 1), found('X', 'D', 2 * DAY_MS, 1), found('X', 'C', DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.03',
    2,
  ],
  [
    '126@1.0.0',
    'found last month and the month before',
    [found('X', 'C', 29 * DAY_MS, 1), found('Y', 'C', 31 * DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.02',
    1,
  ],
  ['127@1.0.0', 'neither', [found('X', 'Y', DAY_MS, 1)], ['D', 'C', 0, 1], '.x01', 0],
  [
    '127@1.0.0',
    'the payee five hours ago, the payer before',
    [found('X', 'C', 5 * HOUR_MS, 1), found('D', 'Y', 2 * DAY_MS, 1)],
    ['D', 'C', 0, 1],
    '.02',
    5 * HOUR_MS,
  ],
  [
    '128@1.0.0',
    'to and fro, and with others',
    [found('D', 'C', DAY_MS, 1), found('C', 'D', HOUR_MS, 1), found('D', 'X', HOUR_MS, 1)],
    ['D', 'C', 0, 1],
    '.03',
    2,
  ],
])('%s, of findings: %s', (id, _name, findings, transfer, outcome, value) => {
  const book = createMemoryBook()
  for (const finding of findings) {
    book.noteFinding(finding)
  }
  const subject = payment(transfer)
  // Its own finding, too, is none of those that it finds when its report is repeated.
  book.noteFinding(subject)
  expect(outcomesOf(id, subject, book)).toEqual([1, 2, 3].map(() => [outcome, value]))
})
