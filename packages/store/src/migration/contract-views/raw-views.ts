/** SQL: the text at a path below `document`. */
function textAt(...path: readonly string[]): string {
  return `d.document #>> '{${path.join(',')}}'`
}

/** SQL: a person's identity as `@pantau/iso20022` reads it, the first identification and its scheme. */
function entityAt(...path: readonly string[]): string {
  const other = [...path, 'Id', 'PrvtId', 'Othr', '0']
  return `(${textAt(...other, 'Id')}) || (${textAt(...other, 'SchmeNm', 'Prtry')})`
}

interface RawView {
  readonly name: string
  readonly transactionType: string
  /** SQL of the data cache; null where it is not known. */
  readonly dataCache: string
  /** Where the debtor's and the creditor's account stand, apart from a status report. */
  readonly accounts?: { readonly debtor: readonly string[]; readonly creditor: readonly string[] }
}

const OF_INSTRUCTION = 'event_history.data_cache_of(i.instruction)'

function initiation(name: string, transactionType: string, root: string, isFromDebtor: boolean): RawView {
  const debtor = [root, 'PmtInf']
  const creditor = [root, 'PmtInf', 'CdtTrfTxInf']
  const [debtorAccount, creditorAccount] = isFromDebtor
    ? ['m.source_account', 'm.destination_account']
    : ['m.destination_account', 'm.source_account']
  return {
    name,
    transactionType,
    dataCache: `jsonb_build_object('dbtrId', ${entityAt(...debtor, 'Dbtr')}, 'cdtrId', ${entityAt(...creditor, 'Cdtr')},
    'dbtrAcctId', ${debtorAccount}, 'cdtrAcctId', ${creditorAccount})`,
    accounts: { debtor: [...debtor, 'DbtrAcct'], creditor: [...creditor, 'CdtrAcct'] },
  }
}

const TRANSFER = ['FIToFICstmrCdtTrf', 'CdtTrfTxInf']

/** The views over `raw_history.message`, one per message type. */
export const RAW_VIEWS: readonly RawView[] = [
  { name: 'pacs002', transactionType: 'pacs.002.001.12', dataCache: OF_INSTRUCTION },
  {
    name: 'pacs008',
    transactionType: 'pacs.008.001.10',
    dataCache: OF_INSTRUCTION,
    accounts: { debtor: [...TRANSFER, 'DbtrAcct'], creditor: [...TRANSFER, 'CdtrAcct'] },
  },
  initiation('pain001', 'pain.001.001.11', 'CstmrCdtTrfInitn', true),
  initiation('pain013', 'pain.013.001.09', 'CdtrPmtActvtnReq', false),
]

/** SQL that creates one of them. */
export function createRawView({ name, transactionType, dataCache, accounts }: RawView): string {
  const accountColumns =
    accounts === undefined
      ? ''
      : `
  ${textAt(...accounts.debtor, 'Id', 'Othr', '0', 'Id')} AS debtoraccountid,
  ${textAt(...accounts.creditor, 'Id', 'Othr', '0', 'Id')} AS creditoraccountid,`
  return `
CREATE VIEW raw_history.${name} AS
SELECT d.document || jsonb_build_object('TxTp', m.transaction_type, 'TenantId', m.tenant_id)
    || CASE WHEN c.data_cache IS NULL THEN '{}' ELSE jsonb_build_object('DataCache', c.data_cache) END AS document,
  m.created_at AS credttm, m.message_id AS messageid, m.end_to_end_id AS endtoendid, m.tenant_id AS tenantid,${accountColumns}
  m.accepted_at
FROM raw_history.message m
LEFT JOIN event_history.payment_instruction i ON i.tenant_id = m.tenant_id AND i.end_to_end_id = m.end_to_end_id
CROSS JOIN LATERAL (SELECT raw_history.document_of(m.transaction_type, m.body) AS document OFFSET 0) AS d
CROSS JOIN LATERAL (SELECT ${dataCache} AS data_cache) AS c
WHERE m.transaction_type = '${transactionType}';`
}
