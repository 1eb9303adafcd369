import { expect, it } from 'vitest'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import type { ParsedMessage } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { rehearsedMessages } from './rehearsed-messages.ts'

const TYPES = ['pain.001.001.11', 'pain.013.001.09', 'pacs.008.001.10', 'pacs.002.001.12'] as const
const NOW_MS = Date.UTC(2026, 10, 22, 1, 2, 3, 4)

function parsed(type: TransactionType, number: number): ParsedMessage {
  const document: Parameters<typeof parseMessage>[1] = JSON.parse(rehearsedMessages(type)(number, NOW_MS))
  const result = parseMessage(type, document, { quoting: true })
  if (result.kind === 'refused') {
    throw new TypeError(JSON.stringify(result.problems))
  }
  return result.message
}

it.each(TYPES)('writes valid messages %s of one payment each, dated as asked', (type) => {
  const messages = Array.from({ length: 300 }, (_, number) => parsed(type, number))
  expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(300)
  expect(new Set(messages.map(({ endToEndId }) => endToEndId)).size).toBe(300)
  expect(messages.every(({ createdAtMs }) => createdAtMs === NOW_MS)).toBe(true)
})

it('gives the messages of a payment one EndToEndId, and names nothing of the examples', () => {
  const ids = TYPES.map((type) => parsed(type, 7).endToEndId)
  expect(new Set(ids).size).toBe(1)
  const { instruction } = parsed('pacs.008.001.10', 7)
  const { instruction: example } = parseExample()
  expect(instruction?.debtor.accountId).not.toBe(example?.debtor.accountId)
  expect(instruction?.creditor.entityId).not.toBe(example?.creditor.entityId)
})

it('pays between accounts that differ, of which each has several payees', () => {
  const pairs = Array.from({ length: 2_000 }, (_, number) => {
    const { instruction } = parsed('pacs.008.001.10', number)
    return [instruction?.debtor.accountId, instruction?.creditor.accountId] as const
  })
  expect(pairs.filter(([debtor, creditor]) => debtor === creditor)).toEqual([])
  const payees = new Set(pairs.filter(([debtor]) => debtor === pairs[0]?.[0]).map(([, creditor]) => creditor))
  expect(payees.size).toBeGreaterThan(3)
})

function parseExample(): ParsedMessage {
  const result = parseMessage('pacs.008.001.10', EXAMPLE_MESSAGES['pacs.008.001.10'], { quoting: true })
  if (result.kind === 'refused') {
    throw new TypeError('The example is valid')
  }
  return result.message
}
