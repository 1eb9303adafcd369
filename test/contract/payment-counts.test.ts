import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startContractSystem } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { anotherStatus, outcomesOf, sendPayment, START_MS, testPayment } from './test-payment.ts'
import type { PaymentChoices, TestPayment } from './test-payment.ts'

/** Rules 901 and 902 of the public rule library: what they count, from a message on the wire to the reported result. */

const DAY_MS = 86_400_000

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem()
})
afterAll(() => system?.stop())

interface Counted {
  readonly '901@4.0.0': string
  readonly '902@4.0.0': string
}

async function pay(choices: PaymentChoices): Promise<TestPayment> {
  const payment = testPayment(choices)
  await sendPayment(system, payment)
  return payment
}

/** What the two rules say of one more payment. */
async function countsOf(choices: PaymentChoices): Promise<unknown> {
  const { messageId } = await pay(choices)
  return outcomesOf(system, messageId)
}

function counted(outgoing: string, incoming: string): Counted {
  return expect.objectContaining({ '901@4.0.0': outgoing, '902@4.0.0': incoming })
}

describe('the count', () => {
  it('begins with the payment itself, and rises for the payer and for the payee apart', async () => {
    const [debtor, creditor] = ['rise-d', 'rise-c']
    expect(await countsOf({ debtor, creditor: 'rise-1' })).toEqual(counted('.01 1', '.01 1'))
    expect(await countsOf({ debtor, creditor })).toEqual(counted('.02 2', '.01 1'))
    expect(await countsOf({ debtor: 'rise-2', creditor })).toEqual(counted('.01 1', '.02 2'))
    expect(await countsOf({ debtor, creditor })).toEqual(counted('.03 3', '.03 3'))
    expect(await countsOf({ debtor: creditor, creditor: debtor })).toEqual(counted('.01 1', '.01 1'))
  })

  it('takes payments of any status, while only a completed one is judged', async () => {
    const debtor = 'status-d'
    expect(await countsOf({ debtor, status: 'RJCT' })).toEqual(counted('.x00 0', '.x00 0'))
    expect(await countsOf({ debtor, status: 'PDNG' })).toEqual(counted('.x00 0', '.x00 0'))
    expect(await countsOf({ debtor, status: 'ACCC' })).toEqual(counted('.03 3', '.01 1'))
  })

  it('takes no transfer whose status was not reported', async () => {
    const debtor = 'unreported-d'
    expect((await system.send(testPayment({ debtor }).transfer)).status).toBe(200)
    expect(await countsOf({ debtor })).toEqual(counted('.01 1', '.01 1'))
  })

  it('tells accounts apart by number, scheme and institution', async () => {
    const debtor = 'institution-d'
    const { transfer, status, messageId } = testPayment({ debtor })
    const elsewhere = JSON.parse(JSON.stringify(transfer).replaceAll('BANKXX01', 'BANKXX02'))
    expect((await system.send(elsewhere)).status).toBe(200)
    expect((await system.send(status)).status).toBe(200)
    expect(await outcomesOf(system, messageId)).toEqual(counted('.01 1', '.01 1'))
    expect(await countsOf({ debtor })).toEqual(counted('.01 1', '.01 1'))
  })

  it('of a payment to oneself is one on each side', async () => {
    const itself = { debtor: 'self', creditor: 'self' }
    expect(await countsOf(itself)).toEqual(counted('.01 1', '.01 1'))
    expect(await countsOf(itself)).toEqual(counted('.02 2', '.02 2'))
  })
})

describe('the window', () => {
  it.each([
    ['a payment at its beginning', -DAY_MS, '.02 2'],
    ['a payment a millisecond before it', -DAY_MS - 1, '.01 1'],
    ['a payment at the same time', 0, '.02 2'],
    ['a payment that is dated a millisecond later', 1, '.01 1'],
  ])('%s', async (what, offsetMs, expected) => {
    const [debtor, creditor] = [`${what} d`, `${what} c`]
    await pay({ debtor, creditor, atMs: START_MS + offsetMs })
    expect(await countsOf({ debtor, creditor })).toEqual(counted(expected, expected))
  })

  it('goes by the time that messages name, not by when they came', async () => {
    const debtor = 'late-d'
    await pay({ debtor, atMs: START_MS + 60_000 })
    await pay({ debtor, atMs: START_MS - 60_000 })
    expect(await countsOf({ debtor, atMs: START_MS })).toEqual(counted('.02 2', '.01 1'))
    expect(await countsOf({ debtor, atMs: START_MS + 60_000 })).toEqual(counted('.03 4', '.01 1'))
  })
})

describe('a second status report of one payment', () => {
  it('is evaluated under its own identification, and the payment still counts once', async () => {
    const debtor = 'second-d'
    const payment = await pay({ debtor, status: 'PDNG' })
    const messageId = `${payment.messageId}-again`
    const again = anotherStatus(payment, { messageId, atMs: START_MS + 1_000 })
    expect((await system.send(again)).status).toBe(200)
    expect(await outcomesOf(system, payment.messageId)).toEqual(counted('.x00 0', '.x00 0'))
    expect(await outcomesOf(system, messageId)).toEqual(counted('.01 1', '.01 1'))
    expect(await countsOf({ debtor, atMs: START_MS + 2_000 })).toEqual(counted('.02 2', '.01 1'))
  })
})
