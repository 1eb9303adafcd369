import type { Encoded, PlannedEvent } from '@pantau/contracts'
import type { RunAnswer } from './rule-executor.ts'

/** What is run, and given up, as a whole: a planned event with all the rules of its part, or with one of them. */
export interface RunUnit {
  readonly message: Encoded<PlannedEvent>
  /** Index into the plan's `rules`: only this rule is run. */
  readonly ruleIndex?: number
}

/** Why a run was given up before its end. */
export type StopCause = 'over-budget' | 'crashed'

/** How far a run came. Without `stopped` there is an answer for every unit. */
export interface Attempt {
  readonly answers: readonly (RunAnswer | undefined)[]
  readonly stopped?: {
    /** Position of the unit that ran when the run was given up. */
    readonly suspect: number
    /** Whether that unit alone is to blame, and not those before it that had used up the time. */
    readonly certain: boolean
    readonly cause: StopCause
  }
}

/** Runs units one after another, and gives the whole run up when one takes too long or crashes. */
export type AttemptRun = (units: readonly RunUnit[]) => Promise<Attempt>
