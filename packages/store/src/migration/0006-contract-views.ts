import { ACCEPTED_DOCUMENT } from './contract-views/accepted-document.ts'
import { createRawView, RAW_VIEWS } from './contract-views/raw-views.ts'
import type { Migration } from './migration.ts'

const NUMBER = '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?$'

/**
 * Our tables under the names and columns of Tazama 4.0, where they differ: for reports and tools that read its databases in SQL. The text
 * of this step is part of the schema's history; what it says of currencies is held to `minorUnitExponent` by a test.
 */
export const contractViews: Migration = {
  version: 6,
  name: 'contract-views',
  sql: `
${ACCEPTED_DOCUMENT}

-- ISO 4217; exact, so a factor and no division.
CREATE FUNCTION event_history.major_amount(minor numeric, currency text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
SELECT trim_scale(minor * CASE
  WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF')
    THEN 1
  WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001
  WHEN currency IN ('CLF', 'UYW') THEN 0.0001
  ELSE 0.01
END)
$$;

CREATE FUNCTION event_history.amount_of(money jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT jsonb_build_object(
  'amt', event_history.major_amount((money ->> 'amountMinor')::numeric, money ->> 'currency'), 'ccy', money -> 'currency')
$$;

-- A text that spells a number becomes that number, one that a double rounds to 0 becomes 0; any other text stays.
CREATE FUNCTION event_history.number_or_text(spelled text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT CASE
  WHEN spelled !~ '${NUMBER}' THEN to_jsonb(spelled)
  WHEN spelled ~ '^[+-]?[0.]+([eE]|$)' OR spelled ~ '[eE]-0*[1-9][0-9]{3}' THEN '0'
  WHEN spelled ~ '[eE][+]?0*[1-9][0-9]{3}' THEN to_jsonb(spelled)
  WHEN abs(spelled::numeric) < 1.7976931348623159e308 THEN to_jsonb(trim_scale(spelled::numeric))
  ELSE to_jsonb(spelled)
END
$$;

CREATE FUNCTION event_history.data_cache_of(instruction text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT jsonb_build_object(
    'dbtrId', i #> '{debtor,entityId}', 'cdtrId', i #> '{creditor,entityId}',
    'dbtrAcctId', i #> '{debtor,accountId}', 'cdtrAcctId', i #> '{creditor,accountId}', 'creDtTm', i -> 'createdAt',
    'instdAmt', event_history.amount_of(i -> 'instructed'), 'intrBkSttlmAmt', event_history.amount_of(i -> 'settlement'))
  || CASE WHEN i -> 'exchangeRate' IS NULL THEN '{}'
    ELSE jsonb_build_object('xchgRate', event_history.number_or_text(i ->> 'exchangeRate')) END
FROM (SELECT instruction::jsonb -> 'instruction' AS i OFFSET 0) AS stored
$$;
${RAW_VIEWS.map(createRawView).join('\n')}

-- Without status reports whose payment has not arrived: they have no accounts yet.
CREATE VIEW event_history.transaction AS
SELECT m.source_account AS source, m.destination_account AS destination,
  jsonb_strip_nulls(jsonb_build_object(
    'source', m.source_account, 'destination', m.destination_account, 'TxTp', m.transaction_type, 'TenantId', m.tenant_id,
    'MsgId', m.message_id, 'CreDtTm', m.created_at, 'EndToEndId', m.end_to_end_id,
    'Amt', event_history.major_amount(m.amount_minor, m.currency), 'Ccy', m.currency,
    'lat', m.latitude, 'long', m.longitude, 'TxSts', m.status)) AS transaction,
  m.end_to_end_id AS endtoendid, event_history.major_amount(m.amount_minor, m.currency)::numeric(18, 2) AS amt, m.currency AS ccy,
  m.message_id AS msgid, m.created_at AS credttm, m.transaction_type AS txtp, m.status AS txsts, m.tenant_id AS tenantid,
  m.accepted_at
FROM raw_history.message m
WHERE m.source_account IS NOT NULL AND m.destination_account IS NOT NULL;

-- The weight of an outcome, 0 where an unused term does not weigh it; shipped configurations write some weights as text.
CREATE FUNCTION evaluation.weight_of(weights jsonb, outcome text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(
  (SELECT to_jsonb(trim_scale((w.weight ->> 'wght')::numeric))
   FROM jsonb_array_elements(weights) WITH ORDINALITY AS w (weight, position)
   WHERE w.weight ->> 'ref' = outcome ORDER BY w.position LIMIT 1), '0')
$$;

-- record: {…, "ruleResults": [[ruleId, cfg, outcome, value, durationNs, reason]], …}; rules: those of a typology's configuration.
CREATE FUNCTION evaluation.rule_results_of(record jsonb, rules jsonb, tenant text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', r.result -> 0, 'tenantId', tenant, 'cfg', r.result -> 1, 'subRuleRef', r.result -> 2, 'indpdntVarbl', r.result -> 3,
    'prcgTm', r.result -> 4, 'wght', evaluation.weight_of(c.rule -> 'wghts', r.result ->> 2))
  || CASE WHEN r.result ->> 5 IS NULL THEN '{}' ELSE jsonb_build_object('reason', r.result -> 5) END ORDER BY c.position), '[]')
FROM jsonb_array_elements(rules) WITH ORDINALITY AS c (rule, position)
JOIN jsonb_array_elements(record -> 'ruleResults') AS r (result)
  ON r.result ->> 0 = c.rule ->> 'id' AND r.result ->> 1 = c.rule ->> 'cfg'
$$;

-- record: {…, "typologyResults": [[typologyId, cfg, score, review, interdict, durationNs, reason]], …}
CREATE FUNCTION evaluation.typology_results_of(record jsonb, typologies jsonb, tenant text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', t.result -> 0, 'cfg', t.result -> 1, 'tenantId', tenant, 'result', t.result -> 2, 'review', t.result -> 3,
    'prcgTm', t.result -> 5,
    'workflow', jsonb_strip_nulls(jsonb_build_object(
      'alertThreshold', c.typology #> '{workflow,alertThreshold}',
      'interdictionThreshold', c.typology #> '{workflow,interdictionThreshold}',
      'flowProcessor', c.typology #> '{workflow,flowProcessor}')),
    'ruleResults', evaluation.rule_results_of(record, c.typology -> 'rules', tenant)) ORDER BY t.position), '[]')
FROM jsonb_array_elements(record -> 'typologyResults') WITH ORDINALITY AS t (result, position)
JOIN jsonb_array_elements(typologies) AS c (typology)
  ON c.typology ->> 'id' = t.result ->> 0 AND c.typology ->> 'cfg' = t.result ->> 1
$$;

CREATE VIEW evaluation.evaluation AS
SELECT jsonb_build_object(
    'transactionID', r.message_id,
    'transaction', p.document
      || jsonb_build_object('TxTp', r.transaction_type, 'TenantId', r.tenant_id, 'DataCache', p.data_cache),
    'networkMap', jsonb_build_object(
      'active', p.configuration #> '{networkMap,active}', 'cfg', p.configuration #> '{networkMap,cfg}', 'tenantId', r.tenant_id,
      'messages', jsonb_build_array(p.mapped)),
    'report', jsonb_build_object(
      'evaluationID', p.record -> 'evaluationId', 'status', p.record -> 'status', 'timestamp', p.evaluated_at,
      'metaData', jsonb_strip_nulls(jsonb_build_object(
        'prcgTmDP', p.record #> '{header,dataPreparationNs}', 'prcgTmED', p.record #> '{header,eventDirectorNs}',
        'traceParent', p.record #> '{header,traceParent}')),
      'tadpResult', jsonb_build_object(
        'id', p.mapped -> 'id', 'cfg', p.mapped -> 'cfg', 'prcgTm', p.record -> 'adjudicationNs',
        'typologyResult', evaluation.typology_results_of(p.record, p.configuration -> 'typologies', r.tenant_id))),
    'dataCache', p.data_cache) AS evaluation,
  p.evaluated_at AS credttm, r.message_id AS messageid, r.tenant_id AS tenantid, r.accepted_at
FROM evaluation.record r
LEFT JOIN raw_history.message m USING (tenant_id, message_id, transaction_type, accepted_at)
LEFT JOIN event_history.payment_instruction i ON i.tenant_id = r.tenant_id AND i.end_to_end_id = m.end_to_end_id
LEFT JOIN configuration.snapshot s ON s.digest = r.configuration_digest
CROSS JOIN LATERAL (SELECT s.document::jsonb AS configuration OFFSET 0) AS c
CROSS JOIN LATERAL (
  SELECT raw_history.json_of(r.record) AS record, raw_history.document_of(m.transaction_type, m.body) AS document,
    event_history.data_cache_of(i.instruction) AS data_cache, c.configuration,
    to_char(r.evaluated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS evaluated_at,
    (SELECT each.mapped FROM jsonb_array_elements(c.configuration #> '{networkMap,messages}') AS each (mapped)
     WHERE each.mapped ->> 'txTp' = r.transaction_type LIMIT 1) AS mapped
  OFFSET 0) AS p;
${[
  [
    'evaluation.evaluation',
    'The evaluation report as Tazama 4.0 stores it; select by messageid and tenantid, or by accepted_at',
  ],
  [
    'event_history.transaction',
    'Every message as Tazama 4.0 records it; select by msgid and tenantid, or by accepted_at',
  ],
  ...RAW_VIEWS.map(({ name, transactionType }) => [
    `raw_history.${name}`,
    `Every ${transactionType} as received; select by messageid and tenantid, or by accepted_at`,
  ]),
]
  .map(([view, comment]) => `COMMENT ON VIEW ${view} IS '${comment}';`)
  .join('\n')}
`,
}
