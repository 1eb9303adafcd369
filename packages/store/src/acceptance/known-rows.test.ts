import { expect, test } from 'vitest'
import type { ParsedMessage } from '@pantau/iso20022'
import { createKnownIds } from './known-ids.ts'
import { findUnknownRows, rowsOf } from './known-rows.ts'
import type { KnownRows } from './known-rows.ts'

const TENANT = 't'
type Known = Pick<ParsedMessage, 'accounts' | 'entities' | 'accountHolders'>

function messageOf(known: Known, createdAtMs = 1) {
  const parsed: ParsedMessage = {
    transactionType: 'pain.001.001.11',
    messageId: 'm',
    endToEndId: 'e',
    createdAt: `at ${createdAtMs}`,
    createdAtMs,
    transaction: {},
    ...known,
  }
  const bytes = new Uint8Array()
  const request = { tenantId: TENANT, parsed, rawBody: bytes, contentHash: bytes, receivedAtNs: 0n }
  return { request, acceptedAtMs: 1 }
}

function personWith(entityId: string, accountId: string): Known {
  return { accounts: [accountId], entities: [entityId], accountHolders: [{ entityId, accountId }] }
}

function names({ accounts, entities, holders }: KnownRows): readonly string[] {
  return [
    ...accounts.map(({ accountId }) => accountId),
    ...entities.map(({ entityId }) => entityId),
    ...holders.map(({ entityId, accountId }) => `${entityId} ${accountId}`),
  ]
}

test('person, account, and that one holds the other, are offered once, as the first message has them', () => {
  const known = createKnownIds(100)
  const messages = [messageOf(personWith('p', 'a'), 1), messageOf(personWith('p', 'a'), 2)]
  const unknown = findUnknownRows(messages, known)
  expect(unknown).toMatchObject({
    accounts: [{ tenantId: TENANT, accountId: 'a', createdAt: 'at 1' }],
    entities: [{ tenantId: TENANT, entityId: 'p', createdAtMs: 1 }],
    holders: [{ tenantId: TENANT, entityId: 'p', accountId: 'a', createdAtMs: 1 }],
  })
  known.add(rowsOf(messages, unknown))
  expect(names(findUnknownRows(messages, known))).toEqual([])
})

test('what is not known of somebody who is known is offered', () => {
  const known = createKnownIds(100)
  const first = [messageOf(personWith('p', 'a'))]
  known.add(rowsOf(first, findUnknownRows(first, known)))
  const second = [messageOf(personWith('p', 'b')), messageOf(personWith('q', 'a'))]
  expect(names(findUnknownRows(second, known))).toEqual(['b', 'a', 'p', 'q', 'p b', 'q a'])
})

test('accounts and persons that nobody is said to hold are offered for themselves', () => {
  const known = createKnownIds(100)
  const messages = [messageOf({ accounts: ['a'], entities: ['p'], accountHolders: [] })]
  const unknown = findUnknownRows(messages, known)
  expect(names(unknown)).toEqual(['a', 'p'])
  known.add(rowsOf(messages, unknown))
  expect(names(findUnknownRows(messages, known))).toEqual([])
  expect(names(findUnknownRows([messageOf(personWith('p', 'a'))], known))).toEqual(['a', 'p', 'p a'])
})
