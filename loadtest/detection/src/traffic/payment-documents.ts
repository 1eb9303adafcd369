import { minorUnitExponent } from '@pantau/rule-kit'
import type { Money } from '@pantau/rule-kit'
import type { AccountIdentity } from './account-directory.ts'
import type { PaymentReader } from './payment-reader.ts'

const EXPIRY_MS = 86_400_000

/** The ISO 20022 messages of payments as JSON documents, as they are sent to the ingress. */
export interface PaymentDocuments {
  transfer(payment: number): unknown
  report(payment: number): unknown
}

export function createPaymentDocuments(reader: PaymentReader): PaymentDocuments {
  return {
    transfer: (payment) => transferDocument(reader, payment),
    report: (payment) => reportDocument(reader, payment),
  }
}

function transferDocument(reader: PaymentReader, payment: number): unknown {
  const about = reader.instruction(payment)
  const debtor = reader.debtor(payment)
  const creditor = reader.creditor(payment)
  const debtorParty = party(debtor, reader.debtorName(payment), about.debtorBirthDate)
  const { location } = about
  return {
    TxTp: 'pacs.008.001.10',
    FIToFICstmrCdtTrf: {
      GrpHdr: {
        MsgId: reader.transferId(payment),
        CreDtTm: about.createdAt,
        NbOfTxs: 1,
        SttlmInf: { SttlmMtd: 'CLRG' },
      },
      CdtTrfTxInf: {
        PmtId: { InstrId: `I${about.endToEndId}`, EndToEndId: about.endToEndId },
        IntrBkSttlmAmt: amount(about.settlement),
        InstdAmt: amount(about.instructed),
        XchgRate: about.exchangeRate ?? '',
        ChrgBr: 'SLEV',
        ChrgsInf: charges(debtor),
        InitgPty: debtorParty,
        Dbtr: debtorParty,
        DbtrAcct: account(debtor),
        DbtrAgt: agent(debtor),
        CdtrAgt: agent(creditor),
        Cdtr: party(creditor, reader.creditorName(payment), about.creditorBirthDate),
        CdtrAcct: account(creditor),
        Purp: { Cd: about.purposeCode ?? '' },
      },
      RgltryRptg: { Dtls: { Tp: 'BALANCE OF PAYMENTS', Cd: '100' } },
      RmtInf: { Ustrd: about.remittanceText ?? '' },
      SplmtryData: {
        Envlp: {
          Doc: {
            Xprtn: new Date(about.createdAtMs + EXPIRY_MS).toISOString(),
            InitgPty: {
              Glctn: {
                Lat: location === undefined ? '' : String(location.latitudeDegrees),
                Long: location === undefined ? '' : String(location.longitudeDegrees),
              },
            },
          },
        },
      },
    },
  }
}

function reportDocument(reader: PaymentReader, payment: number): unknown {
  const { endToEndId, occurredAtMs, status } = reader.report(payment)
  const debtor = reader.debtor(payment)
  const createdAt = new Date(occurredAtMs).toISOString()
  return {
    TxTp: 'pacs.002.001.12',
    FIToFIPmtSts: {
      GrpHdr: { MsgId: reader.reportId(payment), CreDtTm: createdAt },
      TxInfAndSts: {
        OrgnlInstrId: `I${endToEndId}`,
        OrgnlEndToEndId: endToEndId,
        TxSts: status,
        ChrgsInf: [charges(debtor)],
        AccptncDtTm: createdAt,
        InstgAgt: agent(debtor),
        InstdAgt: agent(reader.creditor(payment)),
      },
    },
  }
}

function amount(money: Money): unknown {
  return {
    Amt: {
      Amt: Number(money.amountMinor) / 10 ** minorUnitExponent(money.currency),
      Ccy: money.currency,
    },
  }
}

function charges(debtor: AccountIdentity): unknown {
  return { Amt: { Amt: 0, Ccy: 'EUR' }, Agt: agent(debtor) }
}

function agent(identity: AccountIdentity): unknown {
  return { FinInstnId: { ClrSysMmbId: { MmbId: identity.agent } } }
}

function account(identity: AccountIdentity): unknown {
  return {
    Id: { Othr: [{ Id: identity.number, SchmeNm: { Prtry: identity.scheme } }] },
    Nm: `Account ${identity.number}`,
  }
}

function party(identity: AccountIdentity, name: string, birthDate = ''): unknown {
  return {
    Nm: name,
    Id: {
      PrvtId: {
        DtAndPlcOfBirth: { BirthDt: birthDate, CityOfBirth: 'Unknown', CtryOfBirth: 'ZZ' },
        Othr: [{ Id: identity.holderNumber, SchmeNm: { Prtry: identity.holderScheme } }],
      },
    },
    CtctDtls: { MobNb: `+00-${identity.holderNumber}` },
  }
}
