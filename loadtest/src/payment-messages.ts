import type { OutgoingMessage } from './message-submission.ts'
import { RandomSource } from './random-source.ts'

export interface PaymentDetails {
  /** Makes every identifier of the payment unique: run, then payment. */
  readonly id: string
  readonly debtorNumber: number
  readonly creditorNumber: number
  readonly amountMinor: number
  readonly currency: string
  readonly purposeCode: string
  readonly createdAtEpochMs: number
  /** Settlement status of the status report, `ACCC` where the payment completed. */
  readonly status: string
  /** What the credit transfer is longer by than it need be: an instruction to the agent, which nothing reads. 0 when absent. */
  readonly paddingBytes?: number
}

export interface PaymentMessages {
  readonly endToEndId: string
  readonly transfer: OutgoingMessage
  readonly report: OutgoingMessage
}

/** A status report is dated so long after its credit transfer. */
export const STATUS_REPORT_DELAY_MS = 40
const PADDING_WORD_BOUND = 36 ** 6

/**
 * The two messages of a payment: the credit transfer (pacs.008.001.10) and its status report (pacs.002.001.12), complete by the
 * ingress's schema. Written as text, since building and serialising objects would cost the driver more than sending them.
 */
export function paymentMessages(details: PaymentDetails): PaymentMessages {
  const endToEndId = `E2E-${details.id}`
  return {
    endToEndId,
    transfer: {
      transactionType: 'pacs.008.001.10',
      messageId: `M8-${details.id}`,
      body: creditTransfer(details, endToEndId),
    },
    report: {
      transactionType: 'pacs.002.001.12',
      messageId: `M2-${details.id}`,
      body: statusReport(details, endToEndId),
    },
  }
}

/** The account number that a payment's messages carry for a holder. */
export function accountNumber(holderNumber: number): string {
  return `ID${String(holderNumber).padStart(10, '0')}`
}

/** The name of a holder, which a payment's messages give with the account. */
export function holderName(holderNumber: number): string {
  return `Holder ${holderNumber}`
}

/** The agent (bank) that holds an account. */
export function agentCode(holderNumber: number): string {
  return `PANTAUB${holderNumber % 8}`
}

function creditTransfer(details: PaymentDetails, endToEndId: string): string {
  const createdAt = new Date(details.createdAtEpochMs).toISOString()
  const expiresAt = new Date(details.createdAtEpochMs + 86_400_000).toISOString()
  const money = `{"Amt":{"Amt":${majorUnits(details.amountMinor)},"Ccy":"${details.currency}"}}`
  const debtor = party(details.debtorNumber)
  return (
    `{"TxTp":"pacs.008.001.10","FIToFICstmrCdtTrf":{` +
    `"GrpHdr":{"MsgId":"M8-${details.id}","CreDtTm":"${createdAt}","NbOfTxs":1,"SttlmInf":{"SttlmMtd":"CLRG"}},` +
    `"CdtTrfTxInf":{"PmtId":{"InstrId":"INS-${details.id}","EndToEndId":"${endToEndId}"},` +
    `"IntrBkSttlmAmt":${money},"InstdAmt":${money},"XchgRate":"1","ChrgBr":"SLEV",` +
    `"ChrgsInf":{"Amt":{"Amt":0.35,"Ccy":"${details.currency}"},"Agt":${agent(details.debtorNumber)}},` +
    `"InitgPty":${debtor},"Dbtr":${debtor},"DbtrAcct":${account(details.debtorNumber)},` +
    `"DbtrAgt":${agent(details.debtorNumber)},"CdtrAgt":${agent(details.creditorNumber)},` +
    `"Cdtr":${party(details.creditorNumber)},"CdtrAcct":${account(details.creditorNumber)},` +
    `${padding(details)}"Purp":{"Cd":"${details.purposeCode}"}},` +
    `"RgltryRptg":{"Dtls":{"Tp":"DOMESTIC","Cd":"220"}},"RmtInf":{"Ustrd":"invoice ${details.id}"},` +
    `"SplmtryData":{"Envlp":{"Doc":{"Xprtn":"${expiresAt}","InitgPty":{"Glctn":{"Lat":"-6.20","Long":"106.82"}}}}}}}`
  )
}

function statusReport(details: PaymentDetails, endToEndId: string): string {
  const createdAt = new Date(details.createdAtEpochMs + STATUS_REPORT_DELAY_MS).toISOString()
  return (
    `{"TxTp":"pacs.002.001.12","FIToFIPmtSts":{` +
    `"GrpHdr":{"MsgId":"M2-${details.id}","CreDtTm":"${createdAt}"},` +
    `"TxInfAndSts":{"OrgnlInstrId":"INS-${details.id}","OrgnlEndToEndId":"${endToEndId}","TxSts":"${details.status}",` +
    `"ChrgsInf":[{"Amt":{"Amt":0.35,"Ccy":"${details.currency}"},"Agt":${agent(details.debtorNumber)}}],` +
    `"AccptncDtTm":"${createdAt}",` +
    `"InstgAgt":${agent(details.debtorNumber)},"InstdAgt":${agent(details.creditorNumber)}}}}`
  )
}

/** Text that does not compress to nothing. */
function padding({ paddingBytes = 0, createdAtEpochMs }: PaymentDetails): string {
  if (paddingBytes === 0) {
    return ''
  }
  const random = new RandomSource(createdAtEpochMs)
  let text = ''
  while (text.length < paddingBytes) {
    text += random.below(PADDING_WORD_BOUND).toString(36)
  }
  return `"InstrForCdtrAgt":{"InstrInf":"${text.slice(0, paddingBytes)}"},`
}

function majorUnits(amountMinor: number): string {
  return (amountMinor / 100).toFixed(2)
}

function party(holderNumber: number): string {
  const day = String(1 + (holderNumber % 28)).padStart(2, '0')
  const year = 1950 + (holderNumber % 55)
  const phone = `+62-8${String(100_000_000 + (holderNumber % 900_000_000))}`
  return (
    `{"Nm":"${holderName(holderNumber)}","Id":{"PrvtId":{"DtAndPlcOfBirth":{"BirthDt":"${year}-06-${day}","CityOfBirth":"Bandung",` +
    `"CtryOfBirth":"ID"},"Othr":[{"Id":"CIF${holderNumber}","SchmeNm":{"Prtry":"BANK_CIF"}}]}},"CtctDtls":{"MobNb":"${phone}"}}`
  )
}

function account(holderNumber: number): string {
  return `{"Id":{"Othr":[{"Id":"${accountNumber(holderNumber)}","SchmeNm":{"Prtry":"BBAN"}}]},"Nm":"Account ${holderNumber}"}`
}

function agent(holderNumber: number): string {
  return `{"FinInstnId":{"ClrSysMmbId":{"MmbId":"${agentCode(holderNumber)}"}}}`
}
