import { isSuspicionTypology } from '@pantau/evaluation'
import type { ConfigurationSet, Plan } from '@pantau/evaluation'
import { ILLICIT } from '../labels/labels.ts'
import { compileForScoring } from '../replay/plan-to-score.ts'
import { allRulesBeside } from './all-rules-set.ts'
import { calibrateThreshold } from './calibrate-threshold.ts'
import type { ScoredRow } from './calibrate-threshold.ts'
import type { FittedFollowUp } from './fit-follow-up.ts'
import { isJudged } from './is-judged.ts'
import { judgeWorld } from './judge-world.ts'
import type { LabelledVerdicts } from './outcome-matrix.ts'
import { createRowScorer } from './row-scorer.ts'
import type { TypologyConfiguration } from './scorecard-typology.ts'

export interface LineOptions {
  /** Worlds that nothing was fitted to. They are judged as they are: every payment, and no more illicit ones than there are. */
  readonly worlds: readonly { readonly seed: number; readonly scenarios: string }[]
  readonly accounts: number
  readonly days: number
  /** What is followed up. */
  readonly typologies: ConfigurationSet['typologies']
  readonly fitted: FittedFollowUp
  /** Least share of all alerts that is to be right. */
  readonly precisionMin: number
  readonly onStep: (step: string) => void
}

/**
 * The follow-up with the lowest alert threshold at which enough of all alerts are right, those included that others raise by themselves. What a
 * scorecard calls probable rests on the worlds that it was fitted to; where its line lies is chosen on others.
 * @throws RangeError when no line has enough right
 */
export async function chooseLine(options: LineOptions): Promise<TypologyConfiguration> {
  const { typologies, fitted, onStep, accounts, days, precisionMin } = options
  const { plan } = compileForScoring(allRulesBeside([...typologies, fitted.followUp]))
  const rows: ScoredRow[] = []
  for (const { seed, scenarios } of options.worlds) {
    onStep(`line: seed ${seed}, scenarios ${scenarios}`)
    const world = { plan, seed, scenarios, accounts, days, illicitExcess: 1, lawfulSample: 1 }
    appendRows(rows, plan, await judgeWorld(world), fitted)
  }
  const alertThreshold = calibrateThreshold(rows, {
    designed: 1,
    precisionMin,
    illicitRowsMin: 1,
    isBeyond: true,
  })
  if (alertThreshold === undefined || !Number.isFinite(alertThreshold)) {
    throw new RangeError(`There is no line above which ${precisionMin} of the alerts are right`)
  }
  return { ...fitted.followUp, workflow: { ...fitted.followUp.workflow, alertThreshold } }
}

/** What alerts without the follow-up does so wherever the line lies, as if its score had no end. */
function appendRows(
  rows: ScoredRow[],
  plan: Plan,
  { traffic, labels, verdicts }: LabelledVerdicts,
  { followUp, alerts }: FittedFollowUp,
): void {
  const names = { rules: verdicts.rules, outcomes: verdicts.outcomeNames }
  const scorers = plan.typologies
    .filter(({ cfg }) => isSuspicionTypology(cfg))
    .map((typology) => ({
      isFollowUp: typology.cfg === followUp.cfg,
      alertThreshold: alerts[typology.cfg] ?? typology.alertThreshold,
      scoreOf: createRowScorer(plan, typology, names),
    }))
  for (let payment = 0; payment < verdicts.count; payment += 1) {
    if (isJudged({ traffic, verdicts }, payment)) {
      let score = 0
      for (const { isFollowUp, alertThreshold, scoreOf } of scorers) {
        const its = scoreOf(verdicts.outcomes, payment * verdicts.rules.length)
        if (isFollowUp) {
          score = Math.max(score, its)
        } else if (its >= alertThreshold) {
          score = Infinity
        }
      }
      if (score > 0) {
        rows.push({ score, isIllicit: labels.kind[payment] === ILLICIT, weight: 1 })
      }
    }
  }
}
