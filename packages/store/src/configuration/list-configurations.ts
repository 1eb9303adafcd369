import type { StorePool } from '../connection/connect-store.ts'
import { configurationTable } from './configuration-ref.ts'
import type { ConfigurationDocument, ConfigurationKind } from './configuration-ref.ts'

export interface ConfigurationsQuery {
  readonly tenantId: string
  readonly kind: ConfigurationKind
  readonly limit: number
  readonly offset: number
  readonly sort: 'id' | 'cfg'
  readonly descending: boolean
  readonly id?: string
  readonly cfg?: string
  /** Network maps only. */
  readonly active?: boolean
  /** Rules and typologies only: these and no others. */
  readonly keys?: readonly { readonly id: string; readonly cfg: string }[]
}

export interface ConfigurationsPage {
  readonly documents: readonly ConfigurationDocument[]
  /** How many there are in all pages together. */
  readonly total: number
}

/** One page of a tenant's saved configurations, in the order that was asked for, ties by key. @throws StoreUnavailableError */
export async function listConfigurations(
  pool: StorePool,
  query: ConfigurationsQuery,
): Promise<ConfigurationsPage> {
  const { text: where, values } = conditionOf(query)
  const { name } = configurationTable(query.kind)
  const [limit, offset] = [`$${values.length + 1}`, `$${values.length + 2}`]
  const { rows, counted } = await pool.session(({ exchange }) =>
    exchange((send) => ({
      rows: send<{ readonly configuration: ConfigurationDocument }>({
        text: `SELECT configuration FROM ${name} WHERE ${where} ORDER BY ${orderOf(query)} LIMIT ${limit} OFFSET ${offset}`,
        values: [...values, query.limit, query.offset],
      }),
      counted: send<{ readonly total: number }>({
        text: `SELECT count(*) AS total FROM ${name} WHERE ${where}`,
        values,
      }),
    })),
  )
  return { documents: rows.map(({ configuration }) => configuration), total: counted[0]?.total ?? 0 }
}

function orderOf({ kind, sort, descending }: ConfigurationsQuery): string {
  const { idColumn, cfgColumn } = configurationTable(kind)
  const columns = idColumn === undefined ? [cfgColumn] : [idColumn, cfgColumn]
  const sorted = sort === 'cfg' ? columns.toReversed() : columns
  return sorted.map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}

function conditionOf(query: ConfigurationsQuery): {
  readonly text: string
  readonly values: readonly unknown[]
} {
  const { idColumn, cfgColumn } = configurationTable(query.kind)
  const values: unknown[] = [query.tenantId]
  const parts = ['tenantid = $1']
  const parameter = (value: unknown): string => `$${values.push(value)}`
  if (query.id !== undefined && idColumn !== undefined) {
    parts.push(`${idColumn} = ${parameter(query.id)}`)
  }
  if (query.cfg !== undefined) {
    parts.push(`${cfgColumn} = ${parameter(query.cfg)}`)
  }
  if (query.active !== undefined) {
    parts.push(`active = ${parameter(query.active)}`)
  }
  if (query.keys !== undefined && idColumn !== undefined) {
    const ids = parameter(query.keys.map(({ id }) => id))
    const cfgs = parameter(query.keys.map(({ cfg }) => cfg))
    parts.push(
      `(${idColumn}, ${cfgColumn}) IN (SELECT k.id, k.cfg FROM unnest(${ids}::text[], ${cfgs}::text[]) AS k (id, cfg))`,
    )
  }
  return { text: parts.join(' AND '), values }
}
