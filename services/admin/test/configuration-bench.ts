import { defaultConfigurationSet } from '@pantau/typologies'
import { expect } from 'vitest'
import { openAdmin } from './open-admin.ts'
import type { AdminAnswer, AdminCall, OpenAdmin, OpenAdminOptions } from './open-admin.ts'

export const PREFIX = '/v1/admin/configuration'
export const NOW_MS = Date.UTC(2026, 10, 20)
export const NOW = '2026-11-20T00:00:00.000Z'

export type Document = Readonly<Record<string, unknown>>

const SET = defaultConfigurationSet()

/** Configuration of one tenant, over HTTP. */
export class ConfigurationBench {
  readonly admin: OpenAdmin
  tenantId = 'tenant-0'
  #tenants = 0

  constructor(admin: OpenAdmin) {
    this.admin = admin
  }

  static async open(options: OpenAdminOptions = {}): Promise<ConfigurationBench> {
    return new ConfigurationBench(await openAdmin({ nowMs: () => NOW_MS, ...options }))
  }

  /** Goes on with a tenant that has nothing. */
  startOver(): void {
    this.#tenants += 1
    this.tenantId = `tenant-${this.#tenants}`
  }

  call(method: NonNullable<AdminCall['method']>, path: string, body?: unknown): Promise<AdminAnswer> {
    const call = { method, url: `${PREFIX}${path}`, tenantId: this.tenantId }
    return this.admin.call({ ...call, ...(body === undefined ? {} : { body }) })
  }

  /** Saves the rules and typologies of the default set. */
  async saveParts(): Promise<void> {
    expect(await this.call('POST', '/rule', SET.rules)).toMatchObject({ status: 201 })
    expect(await this.call('POST', '/typology', SET.typologies)).toMatchObject({ status: 201 })
  }

  async saveMap(cfg: string, active = false): Promise<void> {
    expect(await this.call('POST', '/network_map', mapOf(cfg, active))).toMatchObject({ status: 201 })
  }

  /** The digest of what is in force, or undefined. */
  async activeDigest(): Promise<string | undefined> {
    const [row] = await this.admin.pool.query<{ readonly digest: string }>({
      text: 'SELECT digest FROM configuration.activation WHERE tenant_id = $1',
      values: [this.tenantId],
    })
    return row?.digest
  }

  async activeMaps(): Promise<readonly unknown[]> {
    const { body } = await this.call('GET', '/network_map?filters[active]=true')
    return (body as { readonly data: readonly Document[] }).data.map(({ cfg }) => cfg)
  }
}

export function mapOf(cfg: string, active = false): Document {
  return { ...SET.networkMap, cfg, active }
}

/** The configuration of rule 901, with changes within it. */
export function ruleOf(changes: Document = {}, config: Document = {}): Document {
  const [rule] = SET.rules
  return { ...rule, ...changes, config: { ...rule?.config, ...config } }
}

/** A rule that this version does not have, so that nothing is known of it. */
export function unknownRule(id: string, cfg = '1.0.0', config: Document = {}): Document {
  return { id, cfg, desc: `rule ${id}`, config }
}

export function typologyOf(cfg: string, changes: Document = {}): Document {
  const weights = [
    { ref: '.err', wght: 0 },
    { ref: '.01', wght: '100' },
  ]
  return {
    id: 'typology-processor',
    cfg,
    typology_name: 'Test',
    workflow: { alertThreshold: 100 },
    rules: [{ id: 'later@1.0.0', cfg: '1.0.0', termId: 'v1', wghts: weights }],
    expression: ['Add', 'v1', 1],
    ...changes,
  }
}

export function messageOf({ body }: AdminAnswer): string {
  return (body as { readonly message: string }).message
}
