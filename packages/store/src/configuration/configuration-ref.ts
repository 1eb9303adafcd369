/** What a network map names: configurations of rules and of typologies, each by (id, cfg). */
export type PartKind = 'rule' | 'typology'
export type ConfigurationKind = 'network_map' | PartKind

/** Names one configuration of a tenant. */
export type ConfigurationRef =
  | { readonly kind: 'network_map'; readonly cfg: string }
  | { readonly kind: PartKind; readonly id: string; readonly cfg: string }

/** A configuration as it is stored and answered, with `tenantId`, `creDtTm` and `updDtTm`, which are ours to say. */
export type ConfigurationDocument = Readonly<Record<string, unknown>>

/** Who changes what is configured for whom, and when. */
export interface ConfigurationChange {
  readonly tenantId: string
  readonly changedBy: string
  readonly nowMs: number
}

interface ConfigurationTable {
  readonly name: string
  /** Absent for network maps, whose key is their `cfg` alone. */
  readonly idColumn?: string
  readonly cfgColumn: string
}

const TABLES: Readonly<Record<ConfigurationKind, ConfigurationTable>> = {
  network_map: { name: 'configuration.network_map', cfgColumn: 'cfg' },
  rule: { name: 'configuration.rule', idColumn: 'ruleid', cfgColumn: 'rulecfg' },
  typology: { name: 'configuration.typology', idColumn: 'typologyid', cfgColumn: 'typologycfg' },
}

export function configurationTable(kind: ConfigurationKind): ConfigurationTable {
  return TABLES[kind]
}

/** SQL that finds one configuration, and the values of its first parameters. */
export function keyCondition(
  tenantId: string,
  ref: ConfigurationRef,
): { readonly text: string; readonly values: readonly string[] } {
  const { idColumn, cfgColumn } = TABLES[ref.kind]
  return ref.kind === 'network_map' || idColumn === undefined
    ? { text: `tenantid = $1 AND ${cfgColumn} = $2`, values: [tenantId, ref.cfg] }
    : {
        text: `tenantid = $1 AND ${idColumn} = $2 AND ${cfgColumn} = $3`,
        values: [tenantId, ref.id, ref.cfg],
      }
}
