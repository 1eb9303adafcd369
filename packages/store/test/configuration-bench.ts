import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { activateNetworkMap, createParts, listActivations, saveNetworkMap } from '@pantau/store'
import type {
  ActivateOutcome,
  ConfigurationChange,
  ConfigurationDocument,
  MapDocument,
  PartDocument,
  SaveMapOutcome,
  StorePool,
} from '@pantau/store'
import { defaultConfigurationSet } from '@pantau/typologies'

export const NOW_MS = Date.UTC(2026, 10, 20)
export const NOW = '2026-11-20T00:00:00.000Z'
export const LATER_MS = NOW_MS + 60_000
export const LATER = '2026-11-20T00:01:00.000Z'
export const SET = defaultConfigurationSet()

/** Changes one tenant's configuration, and looks at what that did. */
export class ConfigurationBench {
  readonly pool: StorePool
  readonly tenantId: string

  constructor(pool: StorePool, tenantId: string) {
    this.pool = pool
    this.tenantId = tenantId
  }

  change(rest: Partial<ConfigurationChange> = {}): ConfigurationChange {
    return { tenantId: this.tenantId, changedBy: 'author@bank', nowMs: NOW_MS, ...rest }
  }

  save(map: MapDocument, action: 'create' | 'replace' = 'create'): Promise<SaveMapOutcome> {
    return saveNetworkMap(this.pool, { ...this.change(), action, map, compile })
  }

  activate(cfg?: string, nowMs = NOW_MS): Promise<ActivateOutcome> {
    const request = { ...this.change({ nowMs }), compile, ...(cfg === undefined ? {} : { cfg }) }
    return activateNetworkMap(this.pool, request)
  }

  /** Saves the rules and typologies of the default set. */
  async saveParts(): Promise<void> {
    await createParts(this.pool, 'rule', SET.rules, this.change())
    await createParts(this.pool, 'typology', SET.typologies, this.change())
  }

  /** Everything that is configured for the tenant, as rows. */
  everything(): Promise<readonly unknown[]> {
    return this.pool.query({
      text: `SELECT configuration::text AS row FROM configuration.network_map WHERE tenantid = $1
        UNION ALL SELECT configuration::text FROM configuration.rule WHERE tenantid = $1
        UNION ALL SELECT configuration::text FROM configuration.typology WHERE tenantid = $1
        UNION ALL SELECT digest FROM configuration.activation WHERE tenant_id = $1
        UNION ALL SELECT target FROM audit.change WHERE tenant_id = $1
        ORDER BY 1`,
      values: [this.tenantId],
    })
  }

  async activeDigest(): Promise<string | undefined> {
    const activations = await listActivations(this.pool)
    return activations.find(({ tenantId }) => tenantId === this.tenantId)?.digest
  }

  async activeMaps(): Promise<readonly string[]> {
    const rows = await this.pool.query<{ readonly cfg: string }>({
      text: 'SELECT cfg FROM configuration.network_map WHERE tenantid = $1 AND active',
      values: [this.tenantId],
    })
    return rows.map(({ cfg }) => cfg)
  }

  auditOf(target: string): Promise<readonly unknown[]> {
    return this.pool.query({
      text: `SELECT action, changed_by, before::jsonb ->> 'desc' AS before, after::jsonb ->> 'desc' AS after
        FROM audit.change WHERE tenant_id = $1 AND target = $2 ORDER BY id`,
      values: [this.tenantId, target],
    })
  }
}

export function part(id: string, cfg = '1', rest: ConfigurationDocument = {}): PartDocument {
  return { id, cfg, ...rest }
}

export function mapOf(cfg: string, active = false): MapDocument {
  return { ...SET.networkMap, cfg, active }
}

function compile(candidate: unknown): ReturnType<typeof compileConfiguration> {
  return compileConfiguration(candidate, ruleRegistry)
}
