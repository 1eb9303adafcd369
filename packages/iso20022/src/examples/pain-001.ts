import type { Pain001Document } from '../schema/pain-001.ts'
import { BANK_KENANGA, BANK_MELATI, BAYUS_ACCOUNT, SARIS_ACCOUNT } from './accounts.ts'
import { BAYU, SARI, SARI_BY_TELEPHONE } from './people.ts'

/** Sari orders a payment to Bayu for a repaired motorcycle. */
export const EXAMPLE_PAIN_001: Pain001Document = {
  CstmrCdtTrfInitn: {
    GrpHdr: {
      MsgId: 'MELATI-P1-20261104-88121',
      CreDtTm: '2026-11-04T02:31:10.250Z',
      NbOfTxs: 1,
      InitgPty: SARI_BY_TELEPHONE,
    },
    PmtInf: {
      PmtInfId: 'PI-88121',
      PmtMtd: 'TRF',
      ReqdAdvcTp: { DbtAdvc: { Cd: 'ADWD', Prtry: 'advice with transaction details' } },
      ReqdExctnDt: { Dt: '2026-11-04', DtTm: '2026-11-04T02:31:10.250Z' },
      Dbtr: SARI,
      DbtrAcct: SARIS_ACCOUNT,
      DbtrAgt: BANK_MELATI,
      CdtTrfTxInf: {
        PmtId: { EndToEndId: 'E2E-20261104-88121' },
        PmtTpInf: { CtgyPurp: { Prtry: 'TRANSFER' } },
        Amt: {
          InstdAmt: { Amt: { Amt: 475000.5, Ccy: 'IDR' } },
          EqvtAmt: {
            Amt: { Amt: 475000.5, Ccy: 'IDR' },
            CcyOfTrf: 'IDR',
            XchgRateInf: { UnitCcy: 'IDR', XchgRate: 1 },
          },
        },
        ChrgBr: 'DEBT',
        CdtrAgt: BANK_KENANGA,
        Cdtr: BAYU,
        CdtrAcct: BAYUS_ACCOUNT,
        Purp: { Cd: 'MP2B' },
        RgltryRptg: { Dtls: { Tp: 'BALANCE OF PAYMENTS', Cd: '100' } },
        RmtInf: { Ustrd: 'motorcycle repair' },
        SplmtryData: {
          Envlp: {
            Doc: {
              Dbtr: { FrstNm: 'Sari', MddlNm: '-', LastNm: 'Wulandari', MrchntClssfctnCd: '-' },
              Cdtr: { FrstNm: 'Bayu', MddlNm: '-', LastNm: 'Santoso', MrchntClssfctnCd: '7538' },
              DbtrFinSvcsPrvdrFees: { Ccy: 'IDR', Amt: 2500 },
              Xprtn: '2026-11-04T03:31:10.250Z',
            },
          },
        },
      },
    },
    SplmtryData: {
      Envlp: {
        Doc: { InitgPty: { InitrTp: 'CONSUMER', Glctn: { Lat: '-6.9147', Long: '107.6098' } } },
      },
    },
  },
  TxTp: 'pain.001.001.11',
}
