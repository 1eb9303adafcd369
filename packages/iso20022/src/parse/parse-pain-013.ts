import type { Pain013Document } from '../schema/pain-013.ts'
import { knowsAccounts } from './known-parties.ts'
import type { ParseResult } from './parse-result.ts'
import type { Problem } from './problem.ts'
import { readInitiation } from './read-initiation.ts'

/** A payee's answer runs from the creditor to the debtor, so its source is the creditor's account. */
export function parsePain013(document: Pain013Document): ParseResult {
  const problems: Problem[] = []
  const initiation = readInitiation(document.CdtrPmtActvtnReq, '/CdtrPmtActvtnReq', problems)
  if (initiation === undefined) {
    return { kind: 'refused', problems }
  }
  const { header, endToEndId, debtor, creditor, instructed } = initiation
  return {
    kind: 'parsed',
    message: {
      transactionType: 'pain.013.001.09',
      ...header,
      endToEndId,
      transaction: {
        sourceAccountId: creditor.accountId,
        destinationAccountId: debtor.accountId,
        amountMinor: instructed.amountMinor,
        currency: instructed.currency,
      },
      ...knowsAccounts(debtor, creditor),
    },
  }
}
