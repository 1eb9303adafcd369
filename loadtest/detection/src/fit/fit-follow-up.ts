import { isSuspicionTypology } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { compileForScoring } from '../replay/plan-to-score.ts'
import { ALL_RULES, allRulesBeside, outcomesByRule } from './all-rules-set.ts'
import { calibrateTypologies } from './calibrate-typologies.ts'
import { COARSER } from './fit-scorecards.ts'
import { judgeWorld } from './judge-world.ts'
import { gatherOutcomes } from './outcome-matrix.ts'
import type { LabelledVerdicts } from './outcome-matrix.ts'
import { fitScorecard } from './scorecard.ts'
import { stakesByAmount } from './stakes.ts'
import { scorecardTypology } from './scorecard-typology.ts'
import type { ScorecardFace, TypologyConfiguration } from './scorecard-typology.ts'

/** Less than for the others: lawful payments on the accounts of schemes must not be more frequent than they are. */
const ILLICIT_EXCESS = 2
const LAWFUL_SAMPLE = 6
/** What speaks for every kind of scheme, and what was said earlier besides. */
const RULES_MAX = 60
/** Chosen on worlds that were held out of the fit: more gave nothing there. */
const PAIRS_MAX = 36
/** So many of those that a followed typology alerts on by itself must be right: for the others, the follow-up decides. */
const ALONE_PRECISION_MIN = 0.8

/** The probability, for a payment of 300 euros, that a score of 500 stands for: the scale, and not the line, which is chosen on other worlds. */
const SCALE_PROBABILITY = 0.095

/** Without a gate: payments of accounts without alerts are judged with the others, and that there was none speaks against them. */
const FOLLOW_UP: ScorecardFace = {
  number: '408',
  name: 'Scorecard: follow-up',
  description:
    'Payments that all that is known of them makes suspicious, earlier findings of their accounts included',
  interdicts: false,
}

export interface FitFollowUpOptions {
  readonly worlds: readonly { readonly seed: number; readonly scenarios: string }[]
  readonly accounts: number
  readonly days: number
  /** Whose alerts are followed up. */
  readonly typologies: ConfigurationSet['typologies']
  readonly onStep: (step: string) => void
}

export interface FittedFollowUp {
  readonly followUp: TypologyConfiguration
  /** Of the typologies that are followed up, the scores from which they alert by themselves, by their configuration. */
  readonly alerts: Readonly<Record<string, number>>
}

/**
 * Judges worlds by typologies that are fitted already, and by every rule, so that the rules on earlier findings have outcomes; fits a scorecard
 * for all schemes to what all rules said. What the typologies found is remembered as it was; from where on they alert by themselves is calibrated.
 */
export async function fitFollowUp(options: FitFollowUpOptions): Promise<FittedFollowUp> {
  const { typologies, onStep, accounts, days } = options
  const set = allRulesBeside(typologies)
  const { plan } = compileForScoring(set)
  const worlds: LabelledVerdicts[] = []
  for (const { seed, scenarios } of options.worlds) {
    onStep(`follow-up: seed ${seed}, scenarios ${scenarios}`)
    worlds.push(
      await judgeWorld({
        plan,
        seed,
        scenarios,
        accounts,
        days,
        illicitExcess: ILLICIT_EXCESS,
        lawfulSample: LAWFUL_SAMPLE,
      }),
    )
  }
  const matrix = gatherOutcomes(worlds)
  onStep(FOLLOW_UP.name)
  const scorecard = fitScorecard(matrix, {
    scenarios: matrix.scenarios,
    candidates: candidatesOf(set).filter((rule) => !COARSER.includes(rule)),
    rulesMax: RULES_MAX,
    pairsMax: PAIRS_MAX,
    stakes: stakesByAmount(set.rules),
    alertProbability: SCALE_PROBABILITY,
    interdictionProbability: 0.5,
    illicitExcess: ILLICIT_EXCESS,
  })
  return {
    followUp: scorecardTypology(scorecard, FOLLOW_UP, outcomesByRule(set.rules)),
    alerts: calibrateTypologies(matrix, setOf(set, typologies), {
      precisionMin: ALONE_PRECISION_MIN,
      illicitExcess: ILLICIT_EXCESS,
      isBeyond: true,
    }),
  }
}

/** Not those that only the typologies weigh that are there already. */
function candidatesOf({ typologies }: ConfigurationSet): readonly string[] {
  const all = typologies.find(({ cfg }) => cfg === ALL_RULES.cfg)
  return (all?.rules ?? []).map(({ id, cfg }) => `${id} ${cfg}`)
}

/** The set with these of its typologies alone: suspicions, and no report queues. */
function setOf(set: ConfigurationSet, typologies: ConfigurationSet['typologies']): ConfigurationSet {
  const kept = typologies.filter(({ cfg }) => isSuspicionTypology(cfg))
  const names = new Set(kept.map(({ cfg }) => cfg))
  const messages = set.networkMap.messages.map((message) => ({
    ...message,
    typologies: message.typologies.filter(({ cfg }) => names.has(cfg)),
  }))
  return { ...set, networkMap: { ...set.networkMap, messages }, typologies: kept }
}
