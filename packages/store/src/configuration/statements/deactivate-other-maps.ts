import type { Statement } from '../../connection/statement.ts'

const DEACTIVATE_MAPS = `
UPDATE configuration.network_map
SET configuration = configuration || jsonb_build_object('active', false, 'updDtTm', $3::text)
WHERE tenantid = $1 AND active AND cfg <> $2`

/** Leaves no map of the tenant active but, perhaps, the one with this `cfg`. */
export function deactivateOtherMaps(tenantId: string, cfg: string, now: string): Statement<never> {
  return { text: DEACTIVATE_MAPS, values: [tenantId, cfg, now] }
}
