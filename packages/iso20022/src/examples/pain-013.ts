import type { Pain013Document } from '../schema/pain-013.ts'
import { BANK_KENANGA, BANK_MELATI, BAYUS_ACCOUNT, SARIS_ACCOUNT } from './accounts.ts'
import { BAYU, SARI, SARI_BY_TELEPHONE } from './people.ts'

/** Bayu's bank answers the quote for Sari's payment. */
export const EXAMPLE_PAIN_013: Pain013Document = {
  CdtrPmtActvtnReq: {
    GrpHdr: {
      MsgId: 'KENANGA-P13-20261104-40077',
      CreDtTm: '2026-11-04T02:31:12.004Z',
      NbOfTxs: 1,
      InitgPty: SARI_BY_TELEPHONE,
    },
    PmtInf: {
      PmtInfId: 'PI-88121',
      PmtMtd: 'TRF',
      ReqdAdvcTp: { DbtAdvc: { Cd: 'ADWD', Prtry: 'advice with transaction details' } },
      ReqdExctnDt: { DtTm: '2026-11-04T02:31:12.004Z' },
      XpryDt: { DtTm: '2026-11-04T03:31:10.250Z' },
      Dbtr: SARI,
      DbtrAcct: SARIS_ACCOUNT,
      DbtrAgt: BANK_MELATI,
      CdtTrfTxInf: {
        PmtId: { EndToEndId: 'E2E-20261104-88121' },
        PmtTpInf: { CtgyPurp: { Prtry: 'TRANSFER' } },
        Amt: {
          InstdAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' } },
          EqvtAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' }, CcyOfTrf: 'IDR' },
        },
        ChrgBr: 'DEBT',
        CdtrAgt: BANK_KENANGA,
        Cdtr: BAYU,
        CdtrAcct: BAYUS_ACCOUNT,
        Purp: { Cd: 'MP2B' },
        RgltryRptg: { Dtls: { Tp: 'BALANCE OF PAYMENTS', Cd: '100' } },
        SplmtryData: {
          Envlp: {
            Doc: {
              PyeeRcvAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' } },
              PyeeFinSvcsPrvdrFee: { Amt: { Amt: 1000, Ccy: 'IDR' } },
              PyeeFinSvcsPrvdrComssn: { Amt: { Amt: 0, Ccy: 'IDR' } },
            },
          },
        },
      },
    },
    SplmtryData: {
      Envlp: { Doc: { InitgPty: { Glctn: { Lat: '-6.9147', Long: '107.6098' } } } },
    },
  },
  TxTp: 'pain.013.001.09',
}
