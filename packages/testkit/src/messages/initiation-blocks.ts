import { expiry, moneyBlock, timestamp } from './message-blocks.ts'
import type { TestCustomer } from './test-customer.ts'
import type { TestTransfer } from './test-transfer.ts'

/** Blocks that only the two payment initiation messages (pain) hold. */

function adviceBlock() {
  return { DbtAdvc: { Cd: 'ADND', Prtry: 'account statement' } }
}

export function initiatedAmountBlock(transfer: TestTransfer) {
  return {
    InstdAmt: moneyBlock(transfer.amount, transfer.currency),
    EqvtAmt: {
      ...moneyBlock(transfer.settlementAmount, transfer.settlementCurrency),
      CcyOfTrf: transfer.settlementCurrency,
    },
  }
}

export function namesBlock(customer: TestCustomer) {
  const [first = '', ...rest] = customer.name.split(' ')
  return { FrstNm: first, MddlNm: '-', LastNm: rest.join(' '), MrchntClssfctnCd: 'NONE' }
}

export function paymentBlock(transfer: TestTransfer) {
  return { PmtInfId: `PMTINF-${transfer.endToEndId}`, PmtMtd: 'TRF', ReqdAdvcTp: adviceBlock() }
}

export function executionBlock(createdAtMs: number) {
  return { DtTm: timestamp(createdAtMs) }
}

export function expiryBlock(createdAtMs: number) {
  return { DtTm: expiry(createdAtMs) }
}
