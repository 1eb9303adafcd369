import type { DocumentedMessage } from './documented-message.ts'

// Written from the documented field numbers a second time, without a look at the definition, and read by a reader of its own
// (`wire-reader.ts`): a slip in the one does not agree with a slip in the other.

const amount: DocumentedMessage = { Amt: [1, 'd'], Ccy: [2, 's'] }
const wrapped: DocumentedMessage = { Amt: [1, amount] }
const agent: DocumentedMessage = { FinInstnId: [1, { ClrSysMmbId: [1, { MmbId: [1, 's'] }] }] }
const other: DocumentedMessage = { Id: [1, 's'], SchmeNm: [2, { Prtry: [1, 's'] }] }
const account: DocumentedMessage = { Id: [1, { Othr: [1, [other]] }], Nm: [2, 's'] }
const party: DocumentedMessage = {
  Nm: [1, 's'],
  Id: [
    2,
    {
      PrvtId: [
        1,
        {
          DtAndPlcOfBirth: [1, { BirthDt: [1, 's'], CityOfBirth: [2, 's'], CtryOfBirth: [3, 's'] }],
          Othr: [2, [other]],
        },
      ],
    },
  ],
  CtctDtls: [3, { MobNb: [1, 's'] }],
}
const charge: DocumentedMessage = { Amt: [1, amount], Agt: [2, agent] }
const purpose: DocumentedMessage = { Cd: [1, 's'] }
const reporting: DocumentedMessage = { Dtls: [1, { Tp: [1, 's'], Cd: [2, 's'] }] }
const remittance: DocumentedMessage = { Ustrd: [1, 's'] }
const paymentId: DocumentedMessage = { InstrId: [1, 's'], EndToEndId: [2, 's'] }
const initiator: DocumentedMessage = { InitrTp: [1, 's'], Glctn: [2, { Lat: [1, 's'], Long: [2, 's'] }] }
const moment: DocumentedMessage = { Dt: [1, 's'], DtTm: [2, 's'] }
const advice: DocumentedMessage = { DbtAdvc: [1, { Cd: [1, 's'], Prtry: [2, 's'] }] }
const paymentType: DocumentedMessage = { CtgyPurp: [1, { Prtry: [1, 's'] }] }
const names: DocumentedMessage = {
  FrstNm: [1, 's'],
  MddlNm: [2, 's'],
  LastNm: [3, 's'],
  MrchntClssfctnCd: [4, 's'],
}

function enveloped(doc: DocumentedMessage): DocumentedMessage {
  return { Envlp: [1, { Doc: [1, doc] }] }
}

const initiationHeader: DocumentedMessage = {
  MsgId: [1, 's'],
  CreDtTm: [2, 's'],
  NbOfTxs: [3, 'u'],
  InitgPty: [4, party],
}
const initiationAmount: DocumentedMessage = {
  InstdAmt: [1, wrapped],
  EqvtAmt: [2, { Amt: [1, amount], CcyOfTrf: [2, 's'], XchgRate: [3, 'd'] }],
}

const pacs002: DocumentedMessage = {
  GrpHdr: [1, { MsgId: [1, 's'], CreDtTm: [2, 's'] }],
  TxInfAndSts: [
    2,
    {
      OrgnlInstrId: [1, 's'],
      OrgnlEndToEndId: [2, 's'],
      TxSts: [3, 's'],
      ChrgsInf: [4, [charge]],
      AccptncDtTm: [5, 's'],
      InstgAgt: [6, agent],
      InstdAgt: [7, agent],
    },
  ],
}

const pacs008: DocumentedMessage = {
  GrpHdr: [
    1,
    { MsgId: [1, 's'], CreDtTm: [2, 's'], NbOfTxs: [3, 'u'], SttlmInf: [4, { SttlmMtd: [1, 's'] }] },
  ],
  CdtTrfTxInf: [
    2,
    {
      PmtId: [1, paymentId],
      IntrBkSttlmAmt: [2, wrapped],
      InstdAmt: [3, wrapped],
      ChrgBr: [4, 's'],
      ChrgsInf: [5, charge],
      InitgPty: [6, party],
      Dbtr: [7, party],
      DbtrAcct: [8, account],
      DbtrAgt: [9, agent],
      CdtrAgt: [10, agent],
      Cdtr: [11, party],
      CdtrAcct: [12, account],
      Purp: [13, purpose],
    },
  ],
  RgltryRptg: [3, reporting],
  RmtInf: [4, remittance],
  SplmtryData: [5, enveloped({ Xprtn: [1, 's'], InitgPty: [2, initiator] })],
}

const pain001: DocumentedMessage = {
  GrpHdr: [1, initiationHeader],
  PmtInf: [
    2,
    {
      PmtInfId: [1, 's'],
      PmtMtd: [2, 's'],
      ReqdAdvcTp: [3, advice],
      ReqdExctnDt: [4, moment],
      Dbtr: [5, party],
      DbtrAcct: [6, account],
      DbtrAgt: [7, agent],
      CdtTrfTxInf: [
        8,
        {
          PmtId: [1, paymentId],
          PmtTpInf: [2, paymentType],
          Amt: [3, initiationAmount],
          ChrgBr: [4, 's'],
          XchgRate: [5, 'd'],
          CdtrAgt: [6, agent],
          Cdtr: [7, party],
          CdtrAcct: [8, account],
          Purp: [9, purpose],
          RgltryRptg: [10, reporting],
          RmtInf: [11, remittance],
          SplmtryData: [
            12,
            enveloped({
              Dbtr: [1, names],
              Cdtr: [2, names],
              DbtrFinSvcsPrvdrFees: [3, { Ccy: [1, 's'], Amt: [2, 'u'] }],
              Xprtn: [4, 's'],
            }),
          ],
        },
      ],
    },
  ],
  SplmtryData: [3, enveloped({ InitgPty: [1, initiator] })],
}

const pain013: DocumentedMessage = {
  GrpHdr: [1, initiationHeader],
  PmtInf: [
    2,
    {
      PmtInfId: [1, 's'],
      PmtMtd: [2, 's'],
      ReqdAdvcTp: [3, advice],
      ReqdExctnDt: [4, moment],
      XpryDt: [5, moment],
      Dbtr: [6, party],
      DbtrAcct: [7, account],
      DbtrAgt: [8, agent],
      CdtTrfTxInf: [
        9,
        {
          PmtId: [1, paymentId],
          PmtTpInf: [2, paymentType],
          Amt: [3, initiationAmount],
          ChrgBr: [4, 's'],
          CdtrAgt: [5, agent],
          Cdtr: [6, party],
          CdtrAcct: [7, account],
          Purp: [8, purpose],
          RgltryRptg: [9, reporting],
          SplmtryData: [
            10,
            enveloped({
              PyeeRcvAmt: [1, wrapped],
              PyeeFinSvcsPrvdrFee: [2, wrapped],
              PyeeFinSvcsPrvdrComssn: [3, wrapped],
            }),
          ],
        },
      ],
    },
  ],
  SplmtryData: [3, enveloped({ InitgPty: [1, initiator] })],
}

const cached: DocumentedMessage = { amt: [1, 'd'], ccy: [2, 's'] }
const dataCache: DocumentedMessage = {
  dbtrId: [1, 's'],
  cdtrId: [2, 's'],
  cdtrAcctId: [3, 's'],
  dbtrAcctId: [4, 's'],
  instdAmt: [5, cached],
  intrBkSttlmAmt: [6, cached],
  xchgRate: [7, 'd'],
  creDtTm: [9, 's'],
}
const metaData: DocumentedMessage = { prcgTmDP: [1, 'u'], traceParent: [2, 's'], prcgTmED: [3, 'u'] }
const ruleResult: DocumentedMessage = {
  id: [1, 's'],
  cfg: [2, 's'],
  subRuleRef: [3, 's'],
  reason: [4, 's'],
  desc: [5, 's'],
  prcgTm: [6, 'u'],
  wght: [7, 'u'],
  tenantId: [8, 's'],
  indpdntVarbl: [9, 'd'],
}
const typologyResult: DocumentedMessage = {
  id: [1, 's'],
  cfg: [2, 's'],
  desc: [3, 's'],
  result: [4, 'u'],
  threshold: [5, 'u'],
  ruleResults: [6, [ruleResult]],
  prcgTm: [7, 'u'],
  review: [8, 'b'],
  workflow: [9, { alertThreshold: [1, 'u'], interdictionThreshold: [2, 'u'], flowProcessor: [3, 's'] }],
  tenantId: [10, 's'],
}
const mapped = { id: [1, 's'], host: [2, 's'], cfg: [3, 's'] } as const

/** Every field of the message, by its documented number. */
export const DOCUMENTED_FIELDS: DocumentedMessage = {
  transactionID: [1, 's'],
  transaction: [
    2,
    {
      TxTp: [1, 's'],
      FIToFIPmtSts: [2, pacs002],
      FIToFICstmrCdtTrf: [3, pacs008],
      CstmrCdtTrfInitn: [4, pain001],
      CdtrPmtActvtnReq: [5, pain013],
      TenantId: [6, 's'],
      MsgId: [7, 's'],
      Payload: [8, { Json: [1, 's'] }],
      endpointPath: [9, 's'],
      DataCache: [10, dataCache],
    },
  ],
  networkMap: [
    3,
    {
      active: [1, 'b'],
      cfg: [2, 's'],
      messages: [
        3,
        [
          {
            ...mapped,
            txTp: [4, 's'],
            typologies: [5, [{ ...mapped, rules: [4, [mapped]], tenantId: [5, 's'] }]],
          },
        ],
      ],
      tenantId: [4, 's'],
    },
  ],
  DataCache: [4, dataCache],
  metaData: [5, metaData],
  report: [
    6,
    {
      evaluationID: [1, 's'],
      metaData: [2, metaData],
      status: [4, 's'],
      timestamp: [5, 's'],
      tadpResult: [
        6,
        { id: [1, 's'], cfg: [2, 's'], prcgTm: [3, 'u'], typologyResult: [4, [typologyResult]] },
      ],
    },
  ],
  TxTp: [7, 's'],
  FIToFIPmtSts: [8, pacs002],
  FIToFICstmrCdtTrf: [9, pacs008],
  CstmrCdtTrfInitn: [10, pain001],
  CdtrPmtActvtnReq: [11, pain013],
  typologyResult: [12, typologyResult],
  ruleResult: [13, ruleResult],
  alreadySent: [14, 's'],
  conditionEdge: [15, { evtTp: [1, ['s']], incptnDtTm: [2, 's'], xprtnDtTm: [3, 's'], tenantId: [4, 's'] }],
  TenantId: [16, 's'],
}
