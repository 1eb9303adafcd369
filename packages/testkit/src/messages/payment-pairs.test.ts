import { expect, it } from 'vitest'
import { paymentPairs } from './payment-pairs.ts'
import { createPopulation } from './population.ts'

const COUNT = 2000
const population = createPopulation({ seed: 42, accounts: 300, tenants: ['north', 'south'] })

it('invents the same people and payments for the same seed, byte for byte', () => {
  const again = createPopulation({ seed: 42, accounts: 300, tenants: ['north', 'south'] })
  expect(JSON.stringify([...paymentPairs({ population: again, count: COUNT })])).toBe(
    JSON.stringify([...paymentPairs({ population, count: COUNT })]),
  )
})

it('invents others for another seed', () => {
  const other = createPopulation({ seed: 43, accounts: 300, tenants: ['north', 'south'] })
  expect(other.tenants).not.toEqual(population.tenants)
  const [pair] = paymentPairs({ population: other, count: 1 })
  const [own] = paymentPairs({ population, count: 1 })
  expect(pair?.endToEndId).not.toBe(own?.endToEndId)
})

it('never repeats an id, and names its prefix in each', () => {
  const pairs = [...paymentPairs({ population, count: COUNT, idPrefix: 'LOAD7' })]
  const ids = pairs.flatMap(({ pacs008, pacs002 }) => [
    pacs008.FIToFICstmrCdtTrf.GrpHdr.MsgId,
    pacs002.FIToFIPmtSts.GrpHdr.MsgId,
  ])
  expect(new Set(ids).size).toBe(2 * COUNT)
  expect(ids.every((id) => id.includes('LOAD7'))).toBe(true)
})

it('pays from one account to another of the same tenant, and reports on that transfer, later', () => {
  const accounts = new Map(
    population.tenants.map(({ tenantId, customers }) => [
      tenantId,
      new Set(customers.map(({ accountId }) => accountId)),
    ]),
  )
  let lastAtMs = 0
  for (const pair of paymentPairs({ population, count: COUNT })) {
    const transfer = pair.pacs008.FIToFICstmrCdtTrf.CdtTrfTxInf
    const report = pair.pacs002.FIToFIPmtSts
    const debtorAccount = transfer.DbtrAcct.Id.Othr[0]?.Id
    const creditorAccount = transfer.CdtrAcct.Id.Othr[0]?.Id
    expect(debtorAccount).not.toBe(creditorAccount)
    expect(accounts.get(pair.tenantId)?.has(debtorAccount ?? '')).toBe(true)
    expect(accounts.get(pair.tenantId)?.has(creditorAccount ?? '')).toBe(true)
    expect(report.TxInfAndSts.OrgnlEndToEndId).toBe(transfer.PmtId.EndToEndId)
    expect(report.TxInfAndSts.OrgnlInstrId).toBe(transfer.PmtId.InstrId)
    expect(Date.parse(report.GrpHdr.CreDtTm)).toBeGreaterThan(pair.createdAtMs)
    expect(pair.createdAtMs).toBeGreaterThanOrEqual(lastAtMs)
    expect(transfer.InstdAmt.Amt.Amt).toBeGreaterThan(0)
    lastAtMs = pair.createdAtMs
  }
})

it('has hubs, both tenants and some rejected payments, as real traffic does', () => {
  const pairs = [...paymentPairs({ population, count: COUNT })]
  const toFirstThree = pairs.filter(({ creditor }) => creditor.accountId <= 'ACC-00000003')
  const rejected = pairs.filter(({ pacs002 }) => pacs002.FIToFIPmtSts.TxInfAndSts.TxSts === 'RJCT')
  expect(toFirstThree.length / COUNT).toBeGreaterThan(0.15)
  expect(rejected.length / COUNT).toBeGreaterThan(0.01)
  expect(rejected.length / COUNT).toBeLessThan(0.06)
  expect(new Set(pairs.map(({ tenantId }) => tenantId))).toEqual(new Set(['north', 'south']))
})

it('goes on for ever unless a count is given', () => {
  const endless = paymentPairs({ population })
  for (let index = 0; index < COUNT; index += 1) {
    expect(endless.next().done).toBe(false)
  }
})

it('refuses a population in which nobody can pay anybody', () => {
  expect(() => createPopulation({ seed: 1, accounts: 1 })).toThrow(RangeError)
  expect(() => paymentPairs({ population: { seed: 1, tenants: [] } }).next()).toThrow(RangeError)
})
