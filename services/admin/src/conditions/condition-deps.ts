import type { StorePool } from '@pantau/store'

export interface ConditionDeps {
  readonly pool: StorePool
  readonly nowMs: () => number
  /** A UUID, never the same twice. */
  readonly newId: () => string
}
