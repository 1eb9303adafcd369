import type { DetectionScore } from './scoring/score-detection.ts'
import type { Ratio } from './scoring/ratio.ts'

/** One condition that the benchmark itself must meet; null where there is too little to judge. */
export interface Check {
  readonly name: string
  readonly holds: boolean | null
  readonly value: string
}

export interface DetectionRun extends DetectionScore {
  readonly seed: number
  readonly seconds: { readonly generate: number; readonly replay: number; readonly score: number }
  readonly replayedPaymentsPerSecond: number
  readonly checks: readonly Check[]
}

/** A headline figure over several seeds: their mean, 95 % interval of the mean (Student's t), least and largest. */
export interface Aggregate {
  readonly name: string
  readonly mean: Ratio
  readonly low: Ratio
  readonly high: Ratio
  readonly least: Ratio
  readonly most: Ratio
}

/** The file result.json. */
export interface DetectionResult {
  readonly formatVersion: 1
  readonly name: string
  readonly startedAt: string
  readonly through: string
  readonly accounts: number
  readonly days: number
  readonly seeds: readonly number[]
  readonly scenarios: { readonly name: string; readonly digest: string }
  readonly configuration: { readonly name: string; readonly digest: string; readonly message: string }
  readonly generatorVersion: string
  readonly codeVersion: string
  readonly node: string
  readonly runs: readonly DetectionRun[]
  readonly aggregates: readonly Aggregate[]
}
