import type { Pacs008Document } from '../schema/pacs-008.ts'
import { BANK_KENANGA, BANK_MELATI, BAYUS_ACCOUNT, SARIS_ACCOUNT } from './accounts.ts'
import { BAYU, SARI, SARI_BY_TELEPHONE } from './people.ts'

/** Sari's bank sends the payment to Bayu's bank. */
export const EXAMPLE_PACS_008: Pacs008Document = {
  FIToFICstmrCdtTrf: {
    GrpHdr: {
      MsgId: 'MELATI-P8-20261104-88121',
      CreDtTm: '2026-11-04T02:31:14.730Z',
      NbOfTxs: 1,
      SttlmInf: { SttlmMtd: 'CLRG' },
    },
    CdtTrfTxInf: {
      PmtId: { InstrId: 'INS-88121', EndToEndId: 'E2E-20261104-88121' },
      IntrBkSttlmAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' } },
      InstdAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' } },
      XchgRate: '1',
      ChrgBr: 'DEBT',
      ChrgsInf: { Amt: { Amt: 2500, Ccy: 'IDR' }, Agt: BANK_MELATI },
      InitgPty: SARI_BY_TELEPHONE,
      Dbtr: SARI,
      DbtrAcct: SARIS_ACCOUNT,
      DbtrAgt: BANK_MELATI,
      CdtrAgt: BANK_KENANGA,
      Cdtr: BAYU,
      CdtrAcct: BAYUS_ACCOUNT,
      Purp: { Cd: 'MP2B' },
    },
    RgltryRptg: { Dtls: { Tp: 'BALANCE OF PAYMENTS', Cd: '100' } },
    RmtInf: { Ustrd: 'motorcycle repair' },
    SplmtryData: {
      Envlp: {
        Doc: {
          Xprtn: '2026-11-04T03:31:10.250Z',
          InitgPty: { Glctn: { Lat: '-6.9147', Long: '107.6098' } },
        },
      },
    },
  },
  TxTp: 'pacs.008.001.10',
}
