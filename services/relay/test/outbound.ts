import type { AlertDocument } from '@pantau/tazama-wire'
import type { OutboundDocument } from '../src/destination.ts'

export const ALERT_DOCUMENT: AlertDocument = {
  report: {
    evaluationID: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
    status: 'ALRT',
    timestamp: '2026-11-04T02:31:15.188Z',
    metaData: { prcgTmDP: 11, prcgTmED: 4 },
    tadpResult: { id: '004@4.0.0', cfg: '4.0.0', prcgTm: 15, typologyResult: [] },
  },
  transaction: {
    TxTp: 'pacs.002.001.12',
    TenantId: 'melati',
    DataCache: { dbtrId: 'a', cdtrId: 'b', dbtrAcctId: 'c', cdtrAcctId: 'd' },
  },
  networkMap: { active: true, cfg: '1', tenantId: 'melati', messages: [] },
}

export const ALERT: OutboundDocument = {
  deliveryId: 'd-7',
  tenantId: 'melati',
  kind: 'alert',
  document: ALERT_DOCUMENT,
}
