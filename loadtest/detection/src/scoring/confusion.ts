import { ratio } from './ratio.ts'
import type { Ratio } from './ratio.ts'

export interface Confusion {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

export interface DetectionRates {
  readonly precision: Ratio
  readonly recall: Ratio
  readonly f1: Ratio
  readonly falsePositiveRate: Ratio
  readonly alertsPerThousand: Ratio
}

export function ratesOf(counts: Confusion): DetectionRates {
  const { truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn } = counts
  return {
    precision: ratio(tp, tp + fp),
    recall: ratio(tp, tp + fn),
    f1: ratio(2 * tp, 2 * tp + fp + fn),
    falsePositiveRate: ratio(fp, fp + tn),
    alertsPerThousand: ratio(1000 * (tp + fp), tp + fp + fn + tn),
  }
}

/** Counts of flagged and illicit items. */
export function confusionOf(flagged: ArrayLike<number>, illicit: ArrayLike<number>): Confusion {
  let truePositives = 0
  let falsePositives = 0
  let falseNegatives = 0
  for (let index = 0; index < illicit.length; index += 1) {
    if (illicit[index] === 1) {
      truePositives += flagged[index] === 1 ? 1 : 0
      falseNegatives += flagged[index] === 1 ? 0 : 1
    } else {
      falsePositives += flagged[index] === 1 ? 1 : 0
    }
  }
  const trueNegatives = illicit.length - truePositives - falsePositives - falseNegatives
  return { truePositives, falsePositives, falseNegatives, trueNegatives }
}
