import type { Migration } from './migration.ts'

/** Rows of payments keep values, and the names that these stand for are kept once. Rows of before keep their names. */
export const layouts: Migration = {
  version: 8,
  name: 'layouts',
  sql: `
CREATE TABLE configuration.layout (
  id text COLLATE "C" PRIMARY KEY,
  names text NOT NULL
);
COMMENT ON TABLE configuration.layout IS
  'Names, as a JSON array, that stored values stand for in their order; the id follows from the names. Rows are only ever added';

ALTER TABLE evaluation.record ADD COLUMN layout text COLLATE "C";
COMMENT ON COLUMN evaluation.record.layout IS
  'Names id and configuration of each rule, then of each typology; null: the record has them itself, as all did once';

-- {times: [data preparation, event director, adjudication], traceParent?, rules: [outcomes, values, durations], typologies: [scores, 1 for
-- review + 2 for interdict, durations], reasons?: [[[place, reason], …] of rules, the same of typologies]} with its names as the record
-- that travels.
CREATE FUNCTION evaluation.whole_record(stored jsonb, names jsonb, evaluation_id uuid, status text) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
SELECT jsonb_build_object(
  'evaluationId', evaluation_id, 'status', status, 'adjudicationNs', stored #> '{times,2}',
  'header', jsonb_build_object('dataPreparationNs', stored #> '{times,0}', 'eventDirectorNs', stored #> '{times,1}')
    || CASE WHEN stored ? 'traceParent' THEN jsonb_build_object('traceParent', stored -> 'traceParent') ELSE '{}' END,
  'ruleResults', coalesce((
    SELECT jsonb_agg(jsonb_build_array(names -> (2 * r.place::int - 2), names -> (2 * r.place::int - 1),
      r.outcome, r.value, r.duration,
      (SELECT x.reason -> 1 FROM jsonb_array_elements(stored #> '{reasons,0}') AS x (reason)
       WHERE x.reason -> 0 = to_jsonb(r.place - 1))) ORDER BY r.place)
    FROM ROWS FROM (jsonb_array_elements(stored #> '{rules,0}'), jsonb_array_elements(stored #> '{rules,1}'),
      jsonb_array_elements(stored #> '{rules,2}')) WITH ORDINALITY AS r (outcome, value, duration, place)), '[]'),
  'typologyResults', coalesce((
    SELECT jsonb_agg(jsonb_build_array(names -> (2 * (c.rules + t.place::int) - 2), names -> (2 * (c.rules + t.place::int) - 1),
      t.score, t.flags::int & 1 = 1, t.flags::int & 2 = 2, t.duration,
      (SELECT x.reason -> 1 FROM jsonb_array_elements(stored #> '{reasons,1}') AS x (reason)
       WHERE x.reason -> 0 = to_jsonb(t.place - 1))) ORDER BY t.place)
    FROM ROWS FROM (jsonb_array_elements(stored #> '{typologies,0}'), jsonb_array_elements(stored #> '{typologies,1}'),
      jsonb_array_elements(stored #> '{typologies,2}')) WITH ORDINALITY AS t (score, flags, duration, place)), '[]'))
FROM (SELECT jsonb_array_length(stored #> '{rules,0}') AS rules) AS c
$$;

CREATE OR REPLACE VIEW evaluation.evaluation AS
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
LEFT JOIN configuration.layout l ON l.id = r.layout
CROSS JOIN LATERAL (SELECT s.document::jsonb AS configuration OFFSET 0) AS c
CROSS JOIN LATERAL (SELECT raw_history.json_of(r.record) AS stored OFFSET 0) AS k
CROSS JOIN LATERAL (
  SELECT CASE WHEN r.layout IS NULL THEN k.stored
      ELSE evaluation.whole_record(k.stored, l.names::jsonb, r.evaluation_id, r.status) END AS record,
    raw_history.document_of(m.transaction_type, m.body) AS document,
    event_history.data_cache_of(i.instruction) AS data_cache, c.configuration,
    to_char(r.evaluated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS evaluated_at,
    (SELECT each.mapped FROM jsonb_array_elements(c.configuration #> '{networkMap,messages}') AS each (mapped)
     WHERE each.mapped ->> 'txTp' = r.transaction_type LIMIT 1) AS mapped
  OFFSET 0) AS p;
`,
}
