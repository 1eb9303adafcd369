import type { Pacs002Document } from '../schema/pacs-002.ts'
import { KNOWS_NOBODY } from './known-parties.ts'
import type { ParseResult } from './parse-result.ts'
import type { Problem } from './problem.ts'
import { readHeader } from './read-header.ts'
import { readIdentifier } from './read-text.ts'

const ROOT = '/FIToFIPmtSts'
const STATUS = `${ROOT}/TxInfAndSts`

export function parsePacs002(document: Pacs002Document): ParseResult {
  const { GrpHdr, TxInfAndSts } = document.FIToFIPmtSts
  const problems: Problem[] = []
  const header = readHeader(GrpHdr, ROOT, problems)
  const endToEndId = readIdentifier(TxInfAndSts.OrgnlEndToEndId, `${STATUS}/OrgnlEndToEndId`, problems)
  const status = readIdentifier(TxInfAndSts.TxSts, `${STATUS}/TxSts`, problems)
  if (header === undefined || endToEndId === undefined || status === undefined) {
    return { kind: 'refused', problems }
  }
  return {
    kind: 'parsed',
    message: {
      transactionType: 'pacs.002.001.12',
      messageId: header.messageId,
      createdAt: header.createdAt,
      createdAtMs: header.createdAtMs,
      endToEndId,
      status,
      transaction: {},
      accounts: KNOWS_NOBODY.accounts,
      entities: KNOWS_NOBODY.entities,
      accountHolders: KNOWS_NOBODY.accountHolders,
    },
  }
}
