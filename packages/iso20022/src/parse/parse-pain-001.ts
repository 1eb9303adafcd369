import type { TransactionColumns } from '../parsed-message.ts'
import type { LocationDocument } from '../schema/location.ts'
import type { Pain001Document } from '../schema/pain-001.ts'
import { knowsPersons } from './known-parties.ts'
import type { ParseResult } from './parse-result.ts'
import type { Problem } from './problem.ts'
import { readInitiation } from './read-initiation.ts'
import { IDENTIFIER_SIZE_MAX_BYTES, readOptionalText } from './read-text.ts'

const ROOT = '/CstmrCdtTrfInitn'
const PLACE = `${ROOT}/SplmtryData/Envlp/Doc/InitgPty/Glctn`

export function parsePain001(document: Pain001Document): ParseResult {
  const root = document.CstmrCdtTrfInitn
  const problems: Problem[] = []
  const initiation = readInitiation(root, ROOT, problems)
  const place = readPlace(root.SplmtryData.Envlp.Doc.InitgPty.Glctn, problems)
  if (initiation === undefined || problems.length > 0) {
    return { kind: 'refused', problems }
  }
  const { header, endToEndId, debtor, creditor, instructed } = initiation
  return {
    kind: 'parsed',
    message: {
      transactionType: 'pain.001.001.11',
      ...header,
      endToEndId,
      transaction: {
        sourceAccountId: debtor.accountId,
        destinationAccountId: creditor.accountId,
        amountMinor: instructed.amountMinor,
        currency: instructed.currency,
        ...place,
      },
      ...knowsPersons(debtor, creditor),
    },
  }
}

function readPlace(
  document: LocationDocument,
  problems: Problem[],
): Pick<TransactionColumns, 'latitude' | 'longitude'> {
  const latitude = readOptionalText(document.Lat, `${PLACE}/Lat`, IDENTIFIER_SIZE_MAX_BYTES, problems)
  const longitude = readOptionalText(document.Long, `${PLACE}/Long`, IDENTIFIER_SIZE_MAX_BYTES, problems)
  return {
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
  }
}
