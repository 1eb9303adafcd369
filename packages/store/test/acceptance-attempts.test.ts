import type { Acceptance } from '@pantau/store'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepting, emptyHistory, eventsOf, NOW_MS, pay, PAYMENT } from './acceptance-harness.ts'
import { openStore } from './open-store.ts'
import type { OpenStore } from './open-store.ts'
import { attemptCounts, statusRequest } from './payment-requests.ts'
import type { TestPayment } from './payment-requests.ts'

let store: OpenStore
let acceptance: Acceptance

beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(async () => {
  await emptyHistory(store.pool)
  acceptance = accepting(store.pool)
})

function read<Row>(text: string): Promise<readonly Row[]> {
  return store.pool.query<Row>({ text })
}

describe('the attempts that a payment sees', () => {
  test('are those inside its window, closed at both ends, by event time, of any status, of its own tenant', async () => {
    const at = (offsetMs: number, rest: Partial<TestPayment> = {}) =>
      pay(acceptance, {
        endToEndId: `at ${offsetMs} ${JSON.stringify(rest)}`,
        atMs: NOW_MS + offsetMs,
        ...rest,
      })
    await at(-10_001)
    await at(-10_000)
    await at(0)
    await at(1)
    await at(-5, { tenantId: 'OTHER' })
    await at(-5, { debtor: 'C', creditor: 'D' })
    await at(-5, { creditor: 'Someone' })
    await at(-5, { debtor: 'Someone' })

    const [, outcome] = await pay(acceptance, { endToEndId: 'now', atMs: NOW_MS })

    expect(attemptCounts(eventsOf(outcome)[0]?.facts ?? {})).toEqual([4, 4])
  })

  test('do not include the payment itself, however often its status is reported', async () => {
    await pay(acceptance, { endToEndId: 'e1' })
    const again = await acceptance.accept(statusRequest({ ...PAYMENT, messageId: 'again', atMs: NOW_MS + 1 }))
    expect(attemptCounts(eventsOf(again)[0]?.facts ?? {})).toEqual([1, 1])
    expect(await read('SELECT FROM event_history.payment')).toHaveLength(1)
    expect(await read('SELECT first_status_message_id FROM event_history.payment_instruction')).toEqual([
      { first_status_message_id: 'status e1' },
    ])
  })

  test('saturate above every band', async () => {
    await Promise.all(
      Array.from({ length: 70 }, (_, index) => pay(acceptance, { endToEndId: `many ${index}` })),
    )
    const [, outcome] = await pay(acceptance, { endToEndId: 'one more' })
    expect(eventsOf(outcome)[0]?.facts['attempt-count/debtor/sent/10000']).toEqual({
      count: 64,
      saturated: true,
    })
  })

  test('include a payment to oneself on both sides', async () => {
    await pay(acceptance, { endToEndId: 'e1', creditor: 'D' })
    const [, outcome] = await pay(acceptance, { endToEndId: 'e2', creditor: 'D' })
    expect(attemptCounts(eventsOf(outcome)[0]?.facts ?? {})).toEqual([2, 2])
  })
})
