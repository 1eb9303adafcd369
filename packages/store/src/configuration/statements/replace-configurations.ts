import type { ConfigurationSet } from '@pantau/evaluation'
import type { Send } from '../../connection/store-session.ts'
import { CONFIGURATION_CHANNEL } from '../configuration-channel.ts'
import { deactivateOtherMaps } from './deactivate-other-maps.ts'

const UPSERT_MAP = `
INSERT INTO configuration.network_map (configuration) VALUES ($1)
ON CONFLICT (tenantid, cfg) DO UPDATE
SET configuration = excluded.configuration || jsonb_build_object('creDtTm', coalesce(network_map.credttm, excluded.credttm))`

const UPSERT_RULES = `
INSERT INTO configuration.rule (configuration) SELECT * FROM unnest($1::jsonb[])
ON CONFLICT (tenantid, ruleid, rulecfg) DO UPDATE
SET configuration = excluded.configuration || jsonb_build_object('creDtTm', coalesce(rule.credttm, excluded.credttm))`

const UPSERT_TYPOLOGIES = `
INSERT INTO configuration.typology (configuration) SELECT * FROM unnest($1::jsonb[])
ON CONFLICT (tenantid, typologyid, typologycfg) DO UPDATE
SET configuration = excluded.configuration || jsonb_build_object('creDtTm', coalesce(typology.credttm, excluded.credttm))`

/** The parts of a set as rows of their own tables, under the tenant, with the time of this change. */
export function replaceConfigurations(
  send: Send,
  tenantId: string,
  set: ConfigurationSet,
  now: string,
): Readonly<Record<string, Promise<unknown>>> {
  const owned = (document: object): string =>
    JSON.stringify({ creDtTm: now, ...document, tenantId, updDtTm: now })
  return {
    deactivated: send(deactivateOtherMaps(tenantId, set.networkMap.cfg, now)),
    map: send({ text: UPSERT_MAP, values: [owned(set.networkMap)] }),
    rules: send({ text: UPSERT_RULES, values: [set.rules.map(owned)] }),
    typologies: send({ text: UPSERT_TYPOLOGIES, values: [set.typologies.map(owned)] }),
  }
}

const INSERT_SNAPSHOT = `
INSERT INTO configuration.snapshot (digest, document) VALUES ($1, $2) ON CONFLICT DO NOTHING`

const UPSERT_ACTIVATION = `
INSERT INTO configuration.activation (tenant_id, digest) VALUES ($1, $2)
ON CONFLICT (tenant_id) DO UPDATE SET digest = excluded.digest, activated_at = now()`

const INSERT_AUDIT = `
INSERT INTO audit.configuration_activation (tenant_id, digest) VALUES ($1, $2)`

/** The set as a whole, and that it is active from now on. */
export function recordActivation(
  send: Send,
  { tenantId, digest, document }: { tenantId: string; digest: string; document: string },
): Readonly<Record<string, Promise<unknown>>> {
  return {
    snapshot: send({ text: INSERT_SNAPSHOT, values: [digest, document] }),
    activation: send({ text: UPSERT_ACTIVATION, values: [tenantId, digest] }),
    audit: send({ text: INSERT_AUDIT, values: [tenantId, digest] }),
    notified: send({ text: 'SELECT pg_notify($1, $2)', values: [CONFIGURATION_CHANNEL, tenantId] }),
  }
}
