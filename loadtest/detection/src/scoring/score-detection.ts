import type { Labels } from '../labels/labels.ts'
import { isSuspicionTypology } from '@pantau/evaluation'
import type { Verdicts } from '../replay/verdicts.ts'
import type { Traffic } from '../traffic/traffic.ts'
import { scoreAccountDays } from './account-days.ts'
import { probeArtefacts } from './artefact-probe.ts'
import { scoreBaselines } from './baselines.ts'
import { bootstrap } from './bootstrap.ts'
import { scoreFairness, scoreLookAlikes, scoreScenarios, scoreTypologyParts } from './breakdowns.ts'
import { confusionOf, ratesOf } from './confusion.ts'
import { countDays, stabilityOf } from './daily-counts.ts'
import { scoreInstances, summariseInstances } from './instances.ts'
import { describeTraffic } from './marginals.ts'
import { prevalenceRow } from './prevalence-row.ts'
import { atBudget, precisionRecall, rankByScore } from './ranking.ts'
import { ratio } from './ratio.ts'
import { joinScoredPayments } from './scored-payments.ts'

/** Alerts per thousand payments: what different systems are compared at. */
const BUDGETS = [1, 5, 7, 10] as const

/** Everything that one run is measured by. */
export type DetectionScore = ReturnType<typeof scoreDetection>

/** Compares verdicts with the truth. Pure; the seed breaks ties and draws samples. */
export function scoreDetection(input: {
  readonly traffic: Traffic
  readonly labels: Labels
  readonly verdicts: Verdicts
  readonly seed: number
  /** Where the horizon begins. */
  readonly startMs: number
}) {
  const { traffic, labels, verdicts, seed } = input
  const scored = joinScoredPayments(traffic, labels, verdicts)
  const counts = confusionOf(scored.alerted, scored.illicit)
  const rates = ratesOf(counts)
  const order = rankByScore(scored.score, seed)
  const beforeSettlement = verdicts.transactionType !== 'pacs.002.001.12'
  const instances = scoreInstances(scored, labels, traffic.scoredFromMs, beforeSettlement)
  const interdictions = confusionOf(scored.interdicted, scored.illicit)
  const days = countDays(scored, traffic.scoredFromMs)
  const { averagePrecision, curve } = precisionRecall(scored.score, scored.illicit, order)
  return {
    transactionType: verdicts.transactionType,
    payments: {
      count: scored.count,
      notEvaluated: scored.notEvaluated,
      illicitShare: ratio(counts.truePositives + counts.falseNegatives, scored.count),
      ...counts,
      ...rates,
      averagePrecision,
      valueRecall: valueRecall(scored.valueCents, scored.illicit, scored.alerted),
      rejectedIllicit: scored.rejectedIllicit,
    },
    interdictions: { ...interdictions, ...ratesOf(interdictions) },
    accountDays: scoreAccountDays(scored),
    schemes: summariseInstances(instances),
    adaptiveSchemes: summariseInstances(instances.filter(({ adaptive }) => adaptive)),
    driftedSchemes: summariseInstances(instances.filter(({ drifted }) => drifted)),
    intervals: bootstrap(scored, instances, seed),
    budgets: BUDGETS.map((perThousand) => atBudget(scored, order, perThousand)),
    baselines: scoreBaselines(scored, verdicts, seed),
    prevalence: prevalenceRow(rates.recall, rates.falsePositiveRate),
    scenarios: scoreScenarios(scored, labels, instances),
    typologies: scoreTypologyParts(scored, verdicts, isSuspicionTypology),
    lookAlikes: scoreLookAlikes(scored, labels),
    fairness: scoreFairness(scored, traffic),
    days,
    stability: stabilityOf(days),
    artefactProbe: probeArtefacts(scored, traffic),
    marginals: describeTraffic(traffic, labels, input.startMs),
    curve,
    delaysHours: instances.flatMap(({ delayHours }) => (delayHours === null ? [] : [delayHours])),
  }
}

function valueRecall(valueCents: Float64Array, illicit: Uint8Array, alerted: Uint8Array): number | null {
  // Whole cents, far below 2^53: exact.
  let all = 0
  let found = 0
  for (const [index, cents] of valueCents.entries()) {
    all += cents * illicit[index]!
    found += cents * illicit[index]! * alerted[index]!
  }
  return ratio(found, all)
}
