import { changedExample } from './change-document.ts'

/** So many names of payments. */
export function ids(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
}

/** The credit transfer of a payment. */
export function transferText(id: string): string {
  return JSON.stringify(
    changedExample('pacs.008.001.10', {
      '/FIToFICstmrCdtTrf/GrpHdr/MsgId': `P8-${id}`,
      '/FIToFICstmrCdtTrf/CdtTrfTxInf/PmtId/EndToEndId': `E2E-${id}`,
    }),
  )
}

/** Its status report. */
export function reportText(id: string): string {
  return JSON.stringify(
    changedExample('pacs.002.001.12', {
      '/FIToFIPmtSts/GrpHdr/MsgId': `P2-${id}`,
      '/FIToFIPmtSts/TxInfAndSts/OrgnlEndToEndId': `E2E-${id}`,
    }),
  )
}
