import type { Clock } from '../clock.ts'
import { IntegrityError } from '../integrity-error.ts'
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import type { RuleResult } from '../outcome/rule-result.ts'
import type { Plan } from '../plan/plan.ts'
import type { CompiledTypology } from './compiled-typology.ts'
import { BLOCK_OUTCOME, OVERRIDE_OUTCOME } from './flow-outcome.ts'
import type { WeightTable } from './weight-table.ts'
import type { TypologyResult } from './typology-result.ts'

const NOT_FINITE = 'The score is not a finite number'

/**
 * Scores every typology of a plan from the plan's rule results. A typology that could not tell (a rule gave `.err`, an outcome without a
 * weight, a score that is no number) asks for a review and says why: never a silent pass.
 * @throws IntegrityError when the results are not those of this plan's rules, in their order.
 */
export function scoreTypologies(
  plan: Plan,
  ruleResults: readonly RuleResult[],
  clock: Clock,
): TypologyResult[] {
  checkBelongTogether(plan, ruleResults)
  const places = placesOf(plan, ruleResults)
  // One array for all typologies of the call: an expression reads its own rules' places only, and those are written before.
  const weights: number[] = []
  let startNs = clock.nowNs()
  return plan.typologies.map((typology) => {
    const unsure = weigh(typology.weightTable, places, weights)
    const score = typology.score(weights)
    const flow = flowOutcome(typology, ruleResults)
    const endNs = clock.nowNs()
    const durationNs = Math.max(0, Math.round(endNs - startNs))
    startNs = endNs
    return conclude(typology, { score, unsure, flow, durationNs })
  })
}

/** Of each rule of the plan, where its outcome stands among those that it can give. */
interface OutcomePlaces {
  /** -1: it gives none of them. */
  readonly references: Int32Array
  /** 1 where a rule could not tell. */
  readonly unsure: Uint8Array
}

/** Looked up once for all typologies. */
function placesOf(plan: Plan, ruleResults: readonly RuleResult[]): OutcomePlaces {
  const references = new Int32Array(ruleResults.length)
  const unsure = new Uint8Array(ruleResults.length)
  for (let index = 0; index < ruleResults.length; index += 1) {
    const outcome = ruleResults[index]?.outcome ?? ERROR_OUTCOME
    const place = plan.rules[index]?.outcomes.referenceIndexes.get(outcome) ?? -1
    references[index] = place
    unsure[index] = place < 0 || outcome === ERROR_OUTCOME ? 1 : 0
  }
  return { references, unsure }
}

/** Writes the weight of each rule's outcome to its place, and answers how many rules could not tell. */
function weigh(table: WeightTable, places: OutcomePlaces, weights: number[]): number {
  const { ruleIndexes, starts } = table
  let unsure = 0
  for (let index = 0; index < ruleIndexes.length; index += 1) {
    const ruleIndex = ruleIndexes[index] ?? -1
    const place = places.references[ruleIndex] ?? -1
    const weight = place < 0 ? Number.NaN : (table.weights[(starts[index] ?? 0) + place] ?? Number.NaN)
    if (places.unsure[ruleIndex] !== 0 || Number.isNaN(weight)) {
      unsure += 1
    }
    weights[index] = weight
  }
  return unsure
}

function flowOutcome(typology: CompiledTypology, ruleResults: readonly RuleResult[]): string | undefined {
  return typology.flowProcessor === undefined
    ? undefined
    : ruleResults[typology.flowProcessor.ruleIndex]?.outcome
}

interface Findings {
  readonly score: number
  readonly unsure: number
  readonly flow: string | undefined
  readonly durationNs: number
}

function conclude(typology: CompiledTypology, { score, unsure, flow, durationNs }: Findings): TypologyResult {
  const { typologyId, cfg, alertThreshold, interdictionThreshold } = typology
  const finite = Number.isFinite(score)
  const suppressed = flow === BLOCK_OUTCOME || flow === OVERRIDE_OUTCOME
  const interdict =
    finite && !suppressed && interdictionThreshold !== undefined && score >= interdictionThreshold
  const review = unsure > 0 || !finite || flow === BLOCK_OUTCOME || interdict || score >= alertThreshold
  // Adding 0 turns -0 into 0: JSON knows no -0, and a stored result must equal the one that was computed.
  const result = { typologyId, cfg, score: finite ? score + 0 : 0, review, interdict, durationNs }
  return unsure === 0 && finite
    ? result
    : { ...result, reason: reasonFor(typology.rules.length, unsure, finite) }
}

function reasonFor(ruleCount: number, unsure: number, finite: boolean): string {
  if (unsure === 0) {
    return NOT_FINITE
  }
  const rules = `${unsure} of ${ruleCount} rules could not tell`
  return finite ? rules : `${rules}; ${NOT_FINITE.toLowerCase()}`
}

function checkBelongTogether(plan: Plan, ruleResults: readonly RuleResult[]): void {
  if (ruleResults.length !== plan.rules.length) {
    throw new IntegrityError(
      `${plan.rules.length} rules are planned for ${plan.transactionType}, but there are ${ruleResults.length} results`,
    )
  }
  for (let index = 0; index < ruleResults.length; index += 1) {
    const rule = plan.rules[index]
    const result = ruleResults[index]
    if (result?.ruleId !== rule?.ruleId || result?.cfg !== rule?.cfg) {
      throw new IntegrityError(
        `Rule ${index} of the plan is ${rule?.ruleId} with cfg ${rule?.cfg}, ` +
          `but the result is of ${result?.ruleId} with cfg ${result?.cfg}`,
      )
    }
  }
}
