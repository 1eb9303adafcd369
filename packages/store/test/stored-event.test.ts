import { acceptedEventCodec } from '@pantau/contracts'
import { createReconciliation } from '@pantau/store'
import type { AcceptanceOutcome } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, pay, PAYMENT, readEvent } from './acceptance-harness.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'

const ALL = { olderThanMs: 0, limit: 10, exclude: [] }

let store: OpenStore

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(() => emptyHistory(store.pool))

async function owed() {
  const found = await createReconciliation(store.pool).findOverdue(ALL)
  return found.map(({ event }) => event)
}

function publishedBy(outcome: AcceptanceOutcome | undefined): readonly Buffer[] {
  return outcome?.kind === 'accepted' ? outcome.events.map((event) => Buffer.from(event.bytes())) : []
}

test('an event is stored and published without the names of its facts, and is published again as it was to the byte', async () => {
  const [, settled] = await pay(accepting(store.pool), PAYMENT)
  const [event] = eventsOf(settled)
  const [row] = await store.pool.query<{ readonly event: Buffer; readonly names: string }>({
    text: `SELECT m.event, l.names FROM raw_history.message m JOIN configuration.layout l ON l.id = m.event_layout`,
  })
  const keys = Object.keys(event?.facts ?? {})

  expect(keys.length).toBeGreaterThan(0)
  expect(JSON.parse(row?.names ?? '')).toEqual(keys)
  expect(keys.filter((key) => row?.event.includes(`"${key}"`))).toEqual([])
  const [published] = publishedBy(settled)
  expect(keys.filter((key) => published?.includes(`"${key}"`))).toEqual([])
  expect((await owed()).map((bytes) => Buffer.from(bytes).toString())).toEqual([published?.toString()])
  expect(await readEvent(store.pool, published)).toEqual(event)
})

test('an event of before there were layouts goes out as it is stored', async () => {
  const [, settled] = await pay(accepting(store.pool), PAYMENT)
  const [event] = eventsOf(settled)
  const before = event === undefined ? new Uint8Array() : acceptedEventCodec.encode(event)
  await store.pool.query({
    text: 'UPDATE raw_history.message SET event = $1, event_layout = NULL WHERE event IS NOT NULL',
    values: [before],
  })
  expect((await owed()).map((bytes) => acceptedEventCodec.decode(bytes))).toEqual([event])
})

test('one whose layout is lost does not keep the others back, and cannot be taken for another', async () => {
  const acceptance = accepting(store.pool)
  await pay(acceptance, PAYMENT)
  const [, settled] = await pay(acceptance, { endToEndId: 'e2' })
  await store.pool.query({
    text: `UPDATE raw_history.message SET event_layout = 'other' WHERE message_id = 'status e1'`,
  })
  const [lost, whole] = await owed()
  await expect(readEvent(store.pool, lost)).rejects.toThrow('No layout of facts is on record under other')
  expect(await readEvent(store.pool, whole)).toEqual(eventsOf(settled)[0])
})
