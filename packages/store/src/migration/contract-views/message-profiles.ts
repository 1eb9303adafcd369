// What `contract-views` (0006) knows of the messages: part of that step, so never changed after its release. A message that gets other
// members needs a new step, which replaces the function.

/** `text`, `number`, members by name, or a list of one kind of thing. */
type Profile = 'text' | 'number' | readonly [Profile] | { readonly [name: string]: Profile }

const amount: Profile = { Amt: { Amt: 'number', Ccy: 'text' } }
const agent: Profile = { FinInstnId: { ClrSysMmbId: { MmbId: 'text' } } }
const others: Profile = [{ Id: 'text', SchmeNm: { Prtry: 'text' } }]
const account: Profile = { Id: { Othr: others }, Nm: 'text' }
const party: Profile = {
  Nm: 'text',
  Id: {
    PrvtId: {
      DtAndPlcOfBirth: { BirthDt: 'text', CityOfBirth: 'text', CtryOfBirth: 'text' },
      Othr: others,
    },
  },
  CtctDtls: { MobNb: 'text' },
}
const charges: Profile = { ...amount, Agt: agent }
const purpose: Profile = { Cd: 'text' }
const reporting: Profile = { Dtls: { Tp: 'text', Cd: 'text' } }
const place: Profile = { Lat: 'text', Long: 'text' }
const person: Profile = { FrstNm: 'text', MddlNm: 'text', LastNm: 'text', MrchntClssfctnCd: 'text' }

function enveloped(document: Profile): Profile {
  return { Envlp: { Doc: document } }
}

const pacs002: Profile = {
  FIToFIPmtSts: {
    GrpHdr: { MsgId: 'text', CreDtTm: 'text' },
    TxInfAndSts: {
      OrgnlInstrId: 'text',
      OrgnlEndToEndId: 'text',
      TxSts: 'text',
      ChrgsInf: [charges],
      AccptncDtTm: 'text',
      InstgAgt: agent,
      InstdAgt: agent,
    },
  },
}

const pacs008: Profile = {
  FIToFICstmrCdtTrf: {
    GrpHdr: { MsgId: 'text', CreDtTm: 'text', NbOfTxs: 'number', SttlmInf: { SttlmMtd: 'text' } },
    CdtTrfTxInf: {
      PmtId: { InstrId: 'text', EndToEndId: 'text' },
      IntrBkSttlmAmt: amount,
      InstdAmt: amount,
      XchgRate: 'text',
      ChrgBr: 'text',
      ChrgsInf: charges,
      InitgPty: party,
      Dbtr: party,
      DbtrAcct: account,
      DbtrAgt: agent,
      CdtrAgt: agent,
      Cdtr: party,
      CdtrAcct: account,
      Purp: purpose,
    },
    RgltryRptg: reporting,
    RmtInf: { Ustrd: 'text' },
    SplmtryData: enveloped({ Xprtn: 'text', InitgPty: { Glctn: place } }),
  },
}

const initiationHeader: Profile = { MsgId: 'text', CreDtTm: 'text', NbOfTxs: 'number', InitgPty: party }

const payment = {
  PmtInfId: 'text',
  PmtMtd: 'text',
  ReqdAdvcTp: { DbtAdvc: { Cd: 'text', Prtry: 'text' } },
  Dbtr: party,
  DbtrAcct: account,
  DbtrAgt: agent,
} as const satisfies Profile

const transfer = {
  PmtId: { EndToEndId: 'text' },
  PmtTpInf: { CtgyPurp: { Prtry: 'text' } },
  ChrgBr: 'text',
  CdtrAgt: agent,
  Cdtr: party,
  CdtrAcct: account,
  Purp: purpose,
  RgltryRptg: reporting,
} as const satisfies Profile

const pain001: Profile = {
  CstmrCdtTrfInitn: {
    GrpHdr: initiationHeader,
    PmtInf: {
      ...payment,
      ReqdExctnDt: { Dt: 'text', DtTm: 'text' },
      CdtTrfTxInf: {
        ...transfer,
        Amt: {
          InstdAmt: amount,
          EqvtAmt: { ...amount, CcyOfTrf: 'text', XchgRateInf: { UnitCcy: 'text', XchgRate: 'number' } },
        },
        RmtInf: { Ustrd: 'text' },
        SplmtryData: enveloped({
          Dbtr: person,
          Cdtr: person,
          DbtrFinSvcsPrvdrFees: { Ccy: 'text', Amt: 'number' },
          Xprtn: 'text',
        }),
      },
    },
    SplmtryData: enveloped({ InitgPty: { InitrTp: 'text', Glctn: place } }),
  },
}

const pain013: Profile = {
  CdtrPmtActvtnReq: {
    GrpHdr: initiationHeader,
    PmtInf: {
      ...payment,
      ReqdExctnDt: { DtTm: 'text' },
      XpryDt: { DtTm: 'text' },
      CdtTrfTxInf: {
        ...transfer,
        Amt: { InstdAmt: amount, EqvtAmt: { ...amount, CcyOfTrf: 'text' } },
        SplmtryData: enveloped({
          PyeeRcvAmt: amount,
          PyeeFinSvcsPrvdrFee: amount,
          PyeeFinSvcsPrvdrComssn: amount,
        }),
      },
    },
    SplmtryData: enveloped({ InitgPty: { Glctn: place } }),
  },
}

/** By transaction type. */
export const MESSAGE_PROFILES = {
  'pacs.002.001.12': pacs002,
  'pacs.008.001.10': pacs008,
  'pain.001.001.11': pain001,
  'pain.013.001.09': pain013,
}
