import { describe, expect, it } from 'vitest'
import { createPaymentSource } from './payment-source.ts'

interface Transfer {
  readonly TxTp: string
  readonly FIToFICstmrCdtTrf: {
    readonly GrpHdr: { readonly MsgId: string; readonly CreDtTm: string; readonly NbOfTxs: number }
    readonly CdtTrfTxInf: {
      readonly PmtId: { readonly EndToEndId: string }
      readonly InstdAmt: { readonly Amt: { readonly Amt: number; readonly Ccy: string } }
      readonly DbtrAcct: { readonly Id: { readonly Othr: readonly [{ readonly Id: string }] } }
      readonly CdtrAcct: { readonly Id: { readonly Othr: readonly [{ readonly Id: string }] } }
    }
  }
}
interface Report {
  readonly FIToFIPmtSts: {
    readonly GrpHdr: { readonly MsgId: string; readonly CreDtTm: string }
    readonly TxInfAndSts: { readonly OrgnlEndToEndId: string; readonly TxSts: string }
  }
}

const AT = Date.parse('2026-08-02T09:14:07.512Z')

describe('the generated payments', () => {
  it('are two messages of one payment, with identifiers of their own', () => {
    const payment = createPaymentSource({ runId: 'r1', seed: 1, accountCount: 100 })(41, AT)
    const transfer: Transfer = JSON.parse(payment.transfer.body)
    const report: Report = JSON.parse(payment.report.body)
    expect(transfer.FIToFICstmrCdtTrf.GrpHdr.MsgId).toBe(payment.transfer.messageId)
    expect(transfer.FIToFICstmrCdtTrf.GrpHdr.CreDtTm).toBe('2026-08-02T09:14:07.512Z')
    expect(report.FIToFIPmtSts.GrpHdr.MsgId).toBe(payment.report.messageId)
    expect(report.FIToFIPmtSts.TxInfAndSts.OrgnlEndToEndId).toBe(payment.endToEndId)
    expect(transfer.FIToFICstmrCdtTrf.CdtTrfTxInf.PmtId.EndToEndId).toBe(payment.endToEndId)
    expect(payment.transfer.messageId).not.toBe(payment.report.messageId)
    expect(Date.parse(report.FIToFIPmtSts.GrpHdr.CreDtTm)).toBeGreaterThan(AT)
  })

  it('are the same for the same seed and index, and differ between runs in their identifiers only', () => {
    const one = createPaymentSource({ runId: 'r1', seed: 5, accountCount: 50 })(7, AT)
    const again = createPaymentSource({ runId: 'r1', seed: 5, accountCount: 50 })(7, AT)
    const nextRun = createPaymentSource({ runId: 'r2', seed: 5, accountCount: 50 })(7, AT)
    expect(again).toEqual(one)
    expect(nextRun.transfer.messageId).not.toBe(one.transfer.messageId)
    expect(nextRun.transfer.body.replaceAll('r2-7', 'r1-7')).toBe(one.transfer.body)
  })

  it('spread over the accounts, never pay oneself, and reject about 2 %', () => {
    const source = createPaymentSource({ runId: 'r1', seed: 9, accountCount: 1000 })
    const debtors = new Set<string>()
    const received = new Map<string, number>()
    let rejected = 0
    for (let index = 0; index < 5000; index += 1) {
      const payment = source(index, AT)
      const { CdtTrfTxInf } = (JSON.parse(payment.transfer.body) as Transfer).FIToFICstmrCdtTrf
      const debtor = CdtTrfTxInf.DbtrAcct.Id.Othr[0].Id
      const creditor = CdtTrfTxInf.CdtrAcct.Id.Othr[0].Id
      expect(debtor).not.toBe(creditor)
      expect(CdtTrfTxInf.InstdAmt.Amt.Amt).toBeGreaterThan(0)
      debtors.add(debtor)
      received.set(creditor, (received.get(creditor) ?? 0) + 1)
      rejected += payment.report.body.includes('"TxSts":"RJCT"') ? 1 : 0
    }
    expect(debtors.size).toBeGreaterThan(950)
    expect(Math.max(...received.values())).toBeGreaterThan(100)
    expect(rejected).toBeGreaterThan(60)
    expect(rejected).toBeLessThan(150)
  })

  it('refuses a population in which nobody can pay anybody', () => {
    expect(() => createPaymentSource({ runId: 'r1', seed: 1, accountCount: 1 })).toThrow(RangeError)
  })
})
