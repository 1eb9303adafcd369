import type { ConfigurationSet } from '@pantau/evaluation'
import { compileForScoring } from '../replay/plan-to-score.ts'
import { allRulesSet, outcomesByRule } from './all-rules-set.ts'
import { calibrateTypologies } from './calibrate-typologies.ts'
import { judgeWorld } from './judge-world.ts'
import { gatherOutcomes } from './outcome-matrix.ts'
import type { LabelledVerdicts } from './outcome-matrix.ts'
import { fitScorecard } from './scorecard.ts'
import { SCORECARD_FAMILIES } from './scorecard-families.ts'
import { scorecardTypology } from './scorecard-typology.ts'
import type { TypologyConfiguration } from './scorecard-typology.ts'

/** Illicit payments are made more frequent to fit on, by this factor, and weighed down again. */
const ILLICIT_EXCESS = 4
/** One lawful payment in so many is kept. */
const LAWFUL_SAMPLE = 6
/** Configurations that another one of the same rule tells more than. */
export const COARSER: readonly string[] = ['030', '044', '045', '112', '113', '119'].map(
  (number) => `${number}@1.0.0 pantau-1.0.0`,
)
const REMEMBERED_PRECISION_MIN = 0.5

export interface FitScorecardsOptions {
  readonly worlds: readonly { readonly seed: number; readonly scenarios: string }[]
  readonly accounts: number
  readonly days: number
  /** From which the overall scorecard is remembered. */
  readonly alertProbability: number
  /** The same of the scorecards for one kind of scheme. */
  readonly specificAlertProbability: number
  readonly interdictionProbability: number
  /** Typologies whose thresholds are calibrated. */
  readonly library: ConfigurationSet
  readonly onStep: (step: string) => void
}

export interface FittedScorecards {
  readonly typologies: readonly TypologyConfiguration[]
  /** Thresholds to be remembered from, by the configuration of a library typology; absent where no payment reached the designed one. */
  readonly thresholds: Readonly<Record<string, number>>
}

/** Generates worlds, judges them by every rule, and fits scorecards and thresholds to what the rules said. */
export async function fitScorecards(options: FitScorecardsOptions): Promise<FittedScorecards> {
  const set = allRulesSet()
  const { plan } = compileForScoring(set)
  const worlds: LabelledVerdicts[] = []
  for (const { seed, scenarios } of options.worlds) {
    options.onStep(`seed ${seed}, scenarios ${scenarios}`)
    worlds.push(
      await judgeWorld({
        plan,
        seed,
        scenarios,
        ...options,
        illicitExcess: ILLICIT_EXCESS,
        lawfulSample: LAWFUL_SAMPLE,
      }),
    )
  }
  const matrix = gatherOutcomes(worlds)
  const typologies = SCORECARD_FAMILIES.map((family) => {
    options.onStep(family.name)
    const scorecard = fitScorecard(matrix, {
      scenarios: family.scenarios,
      candidates: matrix.rules.filter((rule) => !COARSER.includes(rule)),
      rulesMax: family.rulesMax,
      pairsMax: 0,
      alertProbability: family.isOverall ? options.alertProbability : options.specificAlertProbability,
      interdictionProbability: options.interdictionProbability,
      illicitExcess: ILLICIT_EXCESS,
    })
    return scorecardTypology(scorecard, family, outcomesByRule(set.rules))
  })
  options.onStep('thresholds of the library')
  const thresholds = calibrateTypologies(matrix, options.library, {
    precisionMin: REMEMBERED_PRECISION_MIN,
    illicitExcess: ILLICIT_EXCESS,
    isBeyond: false,
  })
  return { typologies, thresholds }
}
