import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { pacs002Document, pacs008Document } from '@pantau/testkit'
import { startContractSystem } from './start-contract-system.ts'
import type { ContractSystem } from './start-contract-system.ts'
import { anotherStatus, outcomesOf, sendPayment, START_MS, testPayment } from './test-payment.ts'

/** Messages that Tazama 4.0 fails on, loses, or evaluates twice. */

let system: ContractSystem
beforeAll(async () => {
  system = await startContractSystem()
})
afterAll(() => system?.stop())

async function evaluationsOf(messageId: string): Promise<readonly string[]> {
  const rows = await system.pool.query<{ readonly transaction_type: string }>({
    text: 'SELECT transaction_type FROM evaluation.record WHERE message_id = $1 ORDER BY transaction_type',
    values: [messageId],
  })
  return rows.map((row) => row.transaction_type)
}

/** When this resolves, what the messages before it caused has happened too. */
async function payAgain(debtor: string): Promise<void> {
  const later = testPayment({ debtor, atMs: START_MS + 60_000 })
  await sendPayment(system, later)
  await system.report(later.messageId)
}

describe('the first message after the start', () => {
  it('is evaluated', async () => {
    const fresh = await startContractSystem()
    onTestFinished(() => fresh.stop())
    const payment = testPayment()
    await sendPayment(fresh, payment)
    expect(await outcomesOf(fresh, payment.messageId)).toMatchObject({ '901@4.0.0': '.01 1' })
  })
})

describe('a message that comes again', () => {
  it('is answered as before, and evaluated and counted once', async () => {
    const payment = testPayment({ debtor: 'resent' })
    await sendPayment(system, payment)
    const first = await system.report(payment.messageId)
    await sendPayment(system, payment)
    await sendPayment(system, payment)
    await payAgain('resent')
    expect(await evaluationsOf(payment.messageId)).toEqual(['pacs.002.001.12'])
    expect(await system.report(payment.messageId)).toEqual(first)
  })

  it('with another content is refused, and the first one stays', async () => {
    const payment = testPayment()
    await sendPayment(system, payment)
    const first = await system.report(payment.messageId)
    const changed = anotherStatus(payment, { messageId: payment.messageId, atMs: START_MS, status: 'RJCT' })
    expect((await system.send(changed)).status).toBe(409)
    expect(await system.report(payment.messageId)).toEqual(first)
  })

  it('as its very self under another payment is refused in the same way', async () => {
    const [payment, other] = [testPayment(), testPayment()]
    await sendPayment(system, payment)
    await system.send(other.transfer)
    const reused = anotherStatus(other, { messageId: payment.messageId, atMs: START_MS })
    const { status, text } = await system.send(reused)
    expect([status, JSON.parse(text)]).toEqual([
      409,
      {
        statusCode: 409,
        code: 'PANTAU_MESSAGE_ID_REUSED',
        error: 'Conflict',
        message: expect.any(String),
      },
    ])
  })
})

describe('a MsgId that messages of two types share', () => {
  it('is that of two messages', async () => {
    const id = 'shared'
    expect((await system.send(pacs008Document({ endToEndId: id, messageId: id }))).status).toBe(200)
    expect((await system.send(pacs002Document({ endToEndId: id, messageId: id }))).status).toBe(200)
    expect((await system.report(id)).transaction.TxTp).toBe('pacs.002.001.12')
  })
})

describe('a status report', () => {
  it('whose transfer has not come waits for it, and is evaluated once', async () => {
    const payment = testPayment({ debtor: 'early' })
    expect((await system.send(payment.status)).status).toBe(200)
    expect(await evaluationsOf(payment.messageId)).toEqual([])
    expect((await system.send(payment.transfer)).status).toBe(200)
    expect(await outcomesOf(system, payment.messageId)).toMatchObject({ '901@4.0.0': '.01 1' })
    await payAgain('early')
    expect(await evaluationsOf(payment.messageId)).toEqual(['pacs.002.001.12'])
  })

  it.each([0, 1, 3, 4, 9])('with %d charges is answered 200, kept whole, and evaluated', async (count) => {
    const payment = testPayment()
    const { FIToFIPmtSts } = payment.status
    const [charge] = FIToFIPmtSts.TxInfAndSts.ChrgsInf
    const charges = Array.from({ length: count }, () => charge)
    const TxInfAndSts = { ...FIToFIPmtSts.TxInfAndSts, ChrgsInf: charges }
    await system.send(payment.transfer)
    const message = { ...payment.status, FIToFIPmtSts: { ...FIToFIPmtSts, TxInfAndSts } }
    expect((await system.send(message)).status).toBe(200)
    const { transaction } = await system.report(payment.messageId)
    expect(transaction['FIToFIPmtSts']).toEqual(message.FIToFIPmtSts)
  })
})

describe('a second transfer of one payment', () => {
  it('is kept, and what the first one said goes on to hold for the payment', async () => {
    const payment = testPayment({ debtor: 'first-said' })
    const second = testPayment({ id: payment.id, debtor: 'second-said' })
    await system.send(payment.transfer)
    const { GrpHdr, ...rest } = second.transfer.FIToFICstmrCdtTrf
    const header = { ...GrpHdr, MsgId: `${GrpHdr.MsgId}-2` }
    const transfer = { ...second.transfer, FIToFICstmrCdtTrf: { GrpHdr: header, ...rest } }
    expect((await system.send(transfer)).status).toBe(200)
    await system.send(payment.status)
    const { dataCache } = await system.report(payment.messageId)
    expect(dataCache?.dbtrAcctId).toBe('ACC-first-saidBBANBANKXX01')
  })
})

describe('a value that cannot be kept', () => {
  it.each<[string, (text: string) => string]>([
    ['a date that does not exist', (text) => text.replace('"CreDtTm":"2026-03-10', '"CreDtTm":"2026-02-31')],
    ['an amount beyond all columns', (text) => text.replaceAll('"Amt":120.5', '"Amt":1e17')],
    ['a list of identifications without any', (text) => text.replace(/"Othr":\[[^\]]*\]/, '"Othr":[]')],
    ['the type of another message', (text) => text.replace('"TxTp":"pacs.008', '"TxTp":"pacs.002')],
    ['a text that no database holds', (text) => text.replace('"Nm":"Amara Lind"', String.raw`"Nm":"\u0000"`)],
  ])('%s is refused with its place, not with a failure that quotes SQL', async (_what, change) => {
    const text = JSON.stringify(testPayment().transfer)
    const changed = change(text)
    expect(changed).not.toBe(text)
    const answer = await system.post('/v1/evaluate/iso20022/pacs.008.001.10', changed)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toEqual({
      statusCode: 400,
      code: 'FST_ERR_VALIDATION',
      error: 'Bad Request',
      message: expect.stringMatching(/^body\/\S+ must /),
    })
  })
})
