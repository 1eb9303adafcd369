import type { Check } from '../detection-result.ts'
import type { DetectionScore } from './score-detection.ts'

/** With fewer illicit payments, shares of them are chance. */
const JUDGED_FROM_ILLICIT = 200
const LOOK_ALIKES_PER_SCHEME = 10
const PREVALENCE_MARGIN = 0.3
const TAIL_FACTOR_MAX = 2.5

/** Whether the benchmark is fair enough for its figures to say anything. */
export function checkBenchmark(score: DetectionScore, prevalence: number): readonly Check[] {
  const { artefactProbe, marginals, payments, stability } = score
  const illicit = payments.truePositives + payments.falseNegatives
  const judged = (holds: boolean): boolean | null => (illicit >= JUDGED_FROM_ILLICIT ? holds : null)
  const share = marginals.illicitShare ?? 0
  const lookAlikes = marginals.lookAlikesPerScheme ?? 0
  const tail = stability.tailIllicitFactor ?? 0
  return [
    {
      name: 'single messages do not give schemes away',
      holds: judged(artefactProbe.holds),
      value: `F1 ${artefactProbe.f1.toFixed(3)}, flagging all ${artefactProbe.baseF1.toFixed(3)}`,
    },
    {
      name: 'every scored payment is evaluated',
      holds: payments.notEvaluated === 0,
      value: `${payments.notEvaluated} are not`,
    },
    {
      name: `at least ${LOOK_ALIKES_PER_SCHEME} look-alikes per scheme`,
      holds: judged(lookAlikes >= LOOK_ALIKES_PER_SCHEME),
      value: lookAlikes.toFixed(1),
    },
    {
      name: 'the illicit share is the one asked for',
      holds: judged(Math.abs(share / prevalence - 1) <= PREVALENCE_MARGIN),
      value: `${(share * 100).toFixed(3)} % of ${(prevalence * 100).toFixed(3)} %`,
    },
    {
      name: 'the last week is no more illicit than the rest',
      holds: judged(tail <= TAIL_FACTOR_MAX),
      value: `${tail.toFixed(2)} times the whole`,
    },
  ]
}
