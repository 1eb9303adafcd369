import type { Pacs002Document } from '../schema/pacs-002.ts'
import { BANK_KENANGA, BANK_MELATI } from './accounts.ts'

/** Bayu's bank reports that the payment was settled. */
export const EXAMPLE_PACS_002: Pacs002Document = {
  FIToFIPmtSts: {
    GrpHdr: { MsgId: 'KENANGA-P2-20261104-40078', CreDtTm: '2026-11-04T02:31:15.118Z' },
    TxInfAndSts: {
      OrgnlInstrId: 'INS-88121',
      OrgnlEndToEndId: 'E2E-20261104-88121',
      TxSts: 'ACCC',
      ChrgsInf: [
        { Amt: { Amt: 2500, Ccy: 'IDR' }, Agt: BANK_MELATI },
        { Amt: { Amt: 1000, Ccy: 'IDR' }, Agt: BANK_KENANGA },
      ],
      AccptncDtTm: '2026-11-04T02:31:15.050Z',
      InstgAgt: BANK_MELATI,
      InstdAgt: BANK_KENANGA,
    },
  },
  TxTp: 'pacs.002.001.12',
}
