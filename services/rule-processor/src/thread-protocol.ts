import type { RuleGroups } from '@pantau/contracts'
import type { ConfigurationSet } from '@pantau/evaluation'

/** Everything that passes between the pool and its threads. */

/** What a thread is started with. */
export interface ThreadSettings {
  /** A module that exports `ruleRegistry`. */
  readonly registryUrl: string
  readonly ruleGroups: RuleGroups
}

/** In `RunRequest.ruleIndexes`: not one rule, but all of the part. */
export const ALL_RULES = -1

/** Pool → thread: run these units, one after another. */
export interface RunRequest {
  /** The encoded `PlannedEvent` of every unit, one per line; moved, not copied. */
  readonly lines: Uint8Array<ArrayBuffer>
  /** By unit: only this rule of the plan, or `ALL_RULES`. */
  readonly ruleIndexes: readonly number[]
  /** Keys of rules that are not run. */
  readonly suspended: ReadonlySet<string>
  /** Configurations that the thread said it does not know. */
  readonly configurations: readonly { readonly digest: string; readonly set: ConfigurationSet }[]
  /** Layouts of facts that the thread said it does not know. */
  readonly layouts: readonly { readonly id: string; readonly keys: readonly string[] }[]
  /** Shared: see `PROGRESS`. */
  readonly progress: Int32Array<SharedArrayBuffer>
}

/** What `progress[0]` says: the number of the unit that runs, counted from 1, or one of these. */
export const PROGRESS = { notBegun: 0, done: -1 } as const
/**
 * `progress[1]` is the number of the last unit of which a rule answered with a promise, or 0: what such a rule goes on to do runs after
 * the last unit, before the response leaves.
 */
export const PROGRESS_LENGTH = 2

/** A unit that waits for what the thread does not know; to be sent again with it. */
export interface LackingUnit {
  readonly unit: number
  /** Of its configuration. */
  readonly digest?: string
  /** Of its facts. */
  readonly layout?: string
}

/** Thread → pool. */
export type RunResponse =
  | {
      readonly kind: 'ran'
      /** The encoded `RuleOutcomes` of every unit, one per line; an empty line for a unit without. Moved, not copied. */
      readonly lines: Uint8Array<ArrayBuffer>
      readonly refused: readonly { readonly unit: number; readonly reason: string }[]
      readonly lacking: readonly LackingUnit[]
    }
  /** Not a rule's fault but ours. */
  | { readonly kind: 'failed'; readonly message: string }
