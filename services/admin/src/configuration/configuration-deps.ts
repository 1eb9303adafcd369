import type { RuleRegistry } from '@pantau/evaluation'
import type { Log } from '@pantau/service-runtime'
import type { StorePool } from '@pantau/store'
import type { ReloadDispatcher } from '../service-channel/create-reload-dispatcher.ts'

export interface ConfigurationDeps {
  readonly pool: StorePool
  /** The rules that this version can run. */
  readonly registry: RuleRegistry
  readonly nowMs: () => number
  readonly dispatcher: ReloadDispatcher
  readonly log: Log
}
