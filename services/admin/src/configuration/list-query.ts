import type { ConfigurationKind, ConfigurationsQuery } from '@pantau/store'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { KeyText } from './document-schemas.ts'
import { InvalidDocumentError } from './invalid-document-error.ts'

/** Keys that one request may ask for. */
const KEYS_MAX = 200
/** What `limit=all` answers at most; more are to be read in pages. */
export const LIST_ALL_MAX = 10_000
const OFFSET_MAX = 2_147_483_647

const KEY_PARAMETER = /^keys\[(\d{1,3})\]\[(id|cfg)\]$/

const page = {
  limit: Type.String({ pattern: '^([1-9]|[1-9][0-9]|100|all)$', default: '20' }),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: OFFSET_MAX })),
  order: Type.Enum(['ASC', 'DESC'], { default: 'ASC' }),
  'filters[cfg]': Type.Optional(KeyText),
}

export const MapListSchema = Type.Object({
  ...page,
  sort: Type.Enum(['cfg'], { default: 'cfg' }),
  'filters[active]': Type.Optional(Type.Enum(['true', 'false'])),
})

/** `keys[n][id]` with `keys[n][cfg]` names one configuration each, for n from 0. */
export const PartListSchema = Type.Object(
  {
    ...page,
    sort: Type.Enum(['id', 'cfg'], { default: 'id' }),
    'filters[id]': Type.Optional(KeyText),
  },
  { patternProperties: { [KEY_PARAMETER.source]: KeyText } },
)

export type ListParameters = Pick<Static<typeof PartListSchema>, 'limit' | 'offset' | 'order' | 'sort'> &
  Readonly<Record<string, unknown>>

export interface ListRequest {
  readonly query: ConfigurationsQuery
  readonly isAll: boolean
}

/** What a valid list request asks the store for. @throws InvalidDocumentError when its parameters do not go together */
export function readListRequest(
  tenantId: string,
  kind: ConfigurationKind,
  parameters: ListParameters,
): ListRequest {
  const isAll = parameters.limit === 'all'
  if (isAll && parameters.offset !== undefined) {
    throw new InvalidDocumentError('offset cannot be combined with limit=all')
  }
  const { 'filters[id]': id, 'filters[cfg]': cfg, 'filters[active]': active } = parameters
  const keys = readKeys(parameters)
  return {
    isAll,
    query: {
      tenantId,
      kind,
      limit: isAll ? LIST_ALL_MAX : Number(parameters.limit),
      offset: parameters.offset ?? 0,
      sort: parameters.sort,
      descending: parameters.order === 'DESC',
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof cfg === 'string' ? { cfg } : {}),
      ...(active === undefined ? {} : { active: active === 'true' }),
      ...(keys.length === 0 ? {} : { keys }),
    },
  }
}

function readKeys(
  parameters: Readonly<Record<string, unknown>>,
): readonly { readonly id: string; readonly cfg: string }[] {
  const byIndex = new Map<string, { id?: string; cfg?: string }>()
  for (const [name, value] of Object.entries(parameters)) {
    const [, index, part] = KEY_PARAMETER.exec(name) ?? []
    if (index !== undefined && typeof value === 'string') {
      byIndex.set(index, { ...byIndex.get(index), [part === 'id' ? 'id' : 'cfg']: value })
    }
  }
  if (byIndex.size > KEYS_MAX) {
    throw new InvalidDocumentError(`keys must have at most ${KEYS_MAX} items`)
  }
  return [...byIndex].map(([index, { id, cfg }]) => {
    if (id === undefined || cfg === undefined) {
      throw new InvalidDocumentError(`keys[${index}] must have both id and cfg`)
    }
    return { id, cfg }
  })
}
