import type { Statement } from '../../connection/statement.ts'
import { configurationTable } from '../configuration-ref.ts'
import type { PartKind } from '../configuration-ref.ts'
import type { ConfigurationRow } from './select-for-update.ts'

/** The configurations of a kind that have one of the given keys, in the order of the keys, so that a set has one digest. */
export function selectNamedParts(
  tenantId: string,
  kind: PartKind,
  keys: readonly { readonly id: string; readonly cfg: string }[],
): Statement<ConfigurationRow> {
  const { name, idColumn, cfgColumn } = configurationTable(kind)
  return {
    text: `
SELECT p.configuration FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS k (id, cfg, place)
JOIN ${name} p ON p.tenantid = $1 AND p.${idColumn} = k.id AND p.${cfgColumn} = k.cfg
ORDER BY k.place`,
    values: [tenantId, keys.map(({ id }) => id), keys.map(({ cfg }) => cfg)],
  }
}
