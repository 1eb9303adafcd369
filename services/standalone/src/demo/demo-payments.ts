import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { MessageDocuments } from '@pantau/iso20022'

export type CreditTransfer = MessageDocuments['pacs.008.001.10']
export type StatusReport = MessageDocuments['pacs.002.001.12']

/** One payment of the demo: its two messages, and what they are expected to lead to. */
export interface DemoPayment {
  readonly title: string
  readonly creditTransfer: CreditTransfer
  readonly statusReport: StatusReport
  /** The score of the typology 999-901-902. */
  readonly score: number
  readonly status: 'ALRT' | 'NALT'
  readonly isInterdicted: boolean
}

interface Story {
  readonly title: string
  readonly from: string
  readonly to: string
  readonly amountIdr: number
  readonly settlement: 'ACCC' | 'RJCT'
  readonly score: number
}

const ALERT_AT = 300
const INTERDICT_AT = 500
const MINUTE_MS = 60_000

/** An invented morning at a bank. Counting includes the payment itself, and both sides of it. */
const STORIES: readonly Story[] = [
  {
    title: 'Rent for November',
    from: '7001',
    to: '9001',
    amountIdr: 2_750_000,
    settlement: 'ACCC',
    score: 200,
  },
  { title: 'Coffee', from: '7002', to: '9002', amountIdr: 38_500, settlement: 'ACCC', score: 200 },
  {
    title: 'School fees, refused',
    from: '7003',
    to: '9003',
    amountIdr: 900_000,
    settlement: 'RJCT',
    score: 200,
  },
  {
    title: 'New payee, first',
    from: '7004',
    to: '9004',
    amountIdr: 4_900_000,
    settlement: 'ACCC',
    score: 200,
  },
  {
    title: 'New payee, second',
    from: '7004',
    to: '9004',
    amountIdr: 4_900_000,
    settlement: 'ACCC',
    score: 400,
  },
  {
    title: 'New payee, third',
    from: '7004',
    to: '9004',
    amountIdr: 4_900_000,
    settlement: 'ACCC',
    score: 800,
  },
]

/** The payments of the demo, one minute apart up to `endMs`; `run` keeps the identifiers of two runs apart. */
export function demoPayments(run: string, endMs: number): readonly DemoPayment[] {
  return STORIES.map((story, index) => {
    const createdAtMs = endMs - (STORIES.length - index) * MINUTE_MS
    const id = `${run}-${index + 1}`
    return {
      title: story.title,
      creditTransfer: creditTransferOf(story, id, createdAtMs),
      statusReport: statusReportOf(story, id, createdAtMs + 400),
      score: story.score,
      status: story.score >= ALERT_AT ? 'ALRT' : 'NALT',
      isInterdicted: story.score >= INTERDICT_AT,
    }
  })
}

function creditTransferOf(story: Story, id: string, createdAtMs: number): CreditTransfer {
  const document = structuredClone(EXAMPLE_MESSAGES['pacs.008.001.10'])
  const { GrpHdr, CdtTrfTxInf, RmtInf } = document.FIToFICstmrCdtTrf
  GrpHdr.MsgId = `DEMO-M8-${id}`
  GrpHdr.CreDtTm = new Date(createdAtMs).toISOString()
  CdtTrfTxInf.PmtId = { InstrId: `DEMO-I-${id}`, EndToEndId: `DEMO-E-${id}` }
  CdtTrfTxInf.InstdAmt.Amt.Amt = story.amountIdr
  CdtTrfTxInf.IntrBkSttlmAmt.Amt.Amt = story.amountIdr
  setFirstId(CdtTrfTxInf.DbtrAcct.Id.Othr, story.from)
  setFirstId(CdtTrfTxInf.CdtrAcct.Id.Othr, story.to)
  RmtInf.Ustrd = story.title
  return document
}

function setFirstId(identifications: { Id: string }[], id: string): void {
  const [first] = identifications
  if (first !== undefined) {
    first.Id = id
  }
}

function statusReportOf(story: Story, id: string, createdAtMs: number): StatusReport {
  const document = structuredClone(EXAMPLE_MESSAGES['pacs.002.001.12'])
  const { GrpHdr, TxInfAndSts } = document.FIToFIPmtSts
  GrpHdr.MsgId = `DEMO-M2-${id}`
  GrpHdr.CreDtTm = new Date(createdAtMs).toISOString()
  TxInfAndSts.OrgnlInstrId = `DEMO-I-${id}`
  TxInfAndSts.OrgnlEndToEndId = `DEMO-E-${id}`
  TxInfAndSts.TxSts = story.settlement
  return document
}
