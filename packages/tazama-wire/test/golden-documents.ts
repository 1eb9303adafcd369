import type { InterdictionDocument, ReportDocument, RuleResultDocument } from '@pantau/evaluation'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { AlertDocument } from '@pantau/tazama-wire'

const TYPE = 'pacs.002.001.12'
const TENANT = 'melati'

const DataCache: ReportDocument['dataCache'] = {
  dbtrId: '3171-88BANK_CIF',
  cdtrId: '3172-04BANK_CIF',
  dbtrAcctId: '7710034512BBANMELATI01',
  cdtrAcctId: '5520098871BBANKENANGA7',
  creDtTm: '2026-11-04T02:31:14.730Z',
  instdAmt: { amt: 475_000.5, ccy: 'IDR' },
  intrBkSttlmAmt: { amt: 475_000.5, ccy: 'IDR' },
  xchgRate: 1,
}
const { FIToFIPmtSts } = EXAMPLE_MESSAGES[TYPE]
const transaction: ReportDocument['transaction'] = { TxTp: TYPE, TenantId: TENANT, FIToFIPmtSts, DataCache }

const block: RuleResultDocument = {
  id: 'EFRuP@4.0.0',
  tenantId: TENANT,
  cfg: 'none',
  subRuleRef: 'block',
  indpdntVarbl: 0,
  prcgTm: 1_120,
}
const networkMap: ReportDocument['networkMap'] = {
  active: true,
  cfg: '2.3.0',
  tenantId: TENANT,
  messages: [
    {
      id: '004@4.0.0',
      cfg: '4.0.0',
      txTp: TYPE,
      typologies: [
        {
          id: 'typology-processor',
          cfg: 'T-PACE@1.2.0',
          desc: 'lost: the layout has no place for it',
          rules: [
            { id: 'EFRuP@4.0.0', cfg: 'none' },
            { id: '901@4.0.0', cfg: '4.0.0' },
          ],
        },
      ],
    },
  ],
}
const typologyResult: ReportDocument['report']['tadpResult']['typologyResult'][number] = {
  id: 'typology-processor',
  cfg: 'T-PACE@1.2.0',
  tenantId: TENANT,
  result: 400,
  review: true,
  prcgTm: 903,
  workflow: { alertThreshold: 200, interdictionThreshold: 400, flowProcessor: 'EFRuP@4.0.0' },
  ruleResults: [
    {
      id: '901@4.0.0',
      tenantId: TENANT,
      cfg: '4.0.0',
      subRuleRef: '.03',
      indpdntVarbl: 7,
      prcgTm: 4_182,
      wght: 400,
    },
    { ...block, subRuleRef: 'none', wght: 0 },
  ],
}
const metaData: ReportDocument['report']['metaData'] = {
  prcgTmDP: 11_873_002,
  prcgTmED: 402_118,
  traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
}

const alert: AlertDocument = {
  report: {
    evaluationID: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
    status: 'ALRT',
    timestamp: '2026-11-04T02:31:15.188Z',
    metaData,
    tadpResult: { id: '004@4.0.0', cfg: '4.0.0', prcgTm: 1_511, typologyResult: [typologyResult] },
  },
  transaction,
  networkMap,
}
const byTypology: InterdictionDocument = { typologyResult, transaction, networkMap, DataCache, metaData }
const byBlock: InterdictionDocument = { transaction, networkMap, DataCache, metaData, ruleResult: block }

/** One of each kind of document that leaves; their bytes are kept in `golden/`, in hexadecimal. */
export const GOLDEN_DOCUMENTS = { alert, 'interdiction-tp': byTypology, 'interdiction-ef': byBlock }
