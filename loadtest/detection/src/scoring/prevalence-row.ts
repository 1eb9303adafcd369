import type { Ratio } from './ratio.ts'

export interface PrevalencePoint {
  /** Share of illicit payments. */
  readonly prevalence: number
  readonly precision: Ratio
}

/** Prevalences worth knowing: test sets, the headline range, and authorised push-payment fraud in the United Kingdom in 2023 (PSR). */
const PREVALENCES = [0.005, 0.0025, 0.001, 0.0005, 0.000056] as const

/** The precision that the same recall and false-positive rate give where fraud is rarer or more frequent (Bayes' theorem). */
export function prevalenceRow(recall: Ratio, falsePositiveRate: Ratio): readonly PrevalencePoint[] {
  return PREVALENCES.map((prevalence) => {
    if (recall === null || falsePositiveRate === null) {
      return { prevalence, precision: null }
    }
    const right = recall * prevalence
    const wrong = falsePositiveRate * (1 - prevalence)
    return { prevalence, precision: right + wrong === 0 ? null : right / (right + wrong) }
  })
}
