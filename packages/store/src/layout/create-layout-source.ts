import { BoundedCache, createFactLayout } from '@pantau/contracts'
import type { FactLayout, LayoutSource } from '@pantau/contracts'
import type { StorePool } from '../connection/connect-store.ts'
import { parseNames } from './stored-json.ts'

/** Layouts that are kept at hand, of some kilobytes each; the one used longest ago goes first. */
export const LAYOUTS_KEPT_MAX = 64

const SELECT_NAMES = 'SELECT names FROM configuration.layout WHERE id = $1'

/**
 * Reads each layout once: what is on record under an id never changes. A layout that is missing is asked for again each time.
 */
export function createLayoutSource(pool: StorePool): LayoutSource {
  const kept = new BoundedCache<FactLayout>(LAYOUTS_KEPT_MAX)

  async function read(id: string): Promise<FactLayout | undefined> {
    const [row] = await pool.query<{ readonly names: string }>({
      name: 'select-layout',
      text: SELECT_NAMES,
      values: [id],
    })
    return row === undefined ? undefined : createFactLayout(parseNames(row.names))
  }

  return {
    async layoutOf(id) {
      const known = kept.get(id)
      if (known !== undefined) {
        return known
      }
      const found = await read(id)
      if (found !== undefined) {
        kept.set(id, found)
      }
      return found
    },
  }
}
