import { checkConfiguration, ERROR_OUTCOME, scoreTypologies } from '@pantau/evaluation'
import type {
  ConfigurationFinding,
  ConfigurationSet,
  Plan,
  RuleResult,
  TypologyResult,
} from '@pantau/evaluation'
import { defaultRuleConfigurations, ruleRegistry } from '@pantau/rules'

/** The configuration of a typology as a JSON module gives it. */
export type TypologyJson = Pick<
  ConfigurationSet['typologies'][number],
  'id' | 'cfg' | 'workflow' | 'rules' | 'expression'
>

/** What rules say of a payment, by their number: `{ '104': '.03' }`. */
export type Outcomes = Readonly<Record<string, string>>

export interface PlannedTypology {
  readonly plan: Plan
  readonly findings: readonly ConfigurationFinding[]
}

/** Plans one typology by itself for status reports, with the default configurations of its rules. */
export function planTypology(typology: TypologyJson): PlannedTypology {
  const rules = typology.rules.map(({ id, cfg }) => ({ id, cfg }))
  const reference = { id: typology.id, cfg: typology.cfg, rules }
  const candidate = {
    networkMap: {
      active: true,
      cfg: 'test',
      messages: [{ id: '004', cfg: 'test', txTp: 'pacs.002.001.12', typologies: [reference] }],
    },
    rules: defaultRuleConfigurations.filter((configuration) =>
      rules.some((rule) => isConfigurationOf(configuration, rule)),
    ),
    typologies: [typology],
  }
  const checked = checkConfiguration(candidate, ruleRegistry)
  if ('problems' in checked) {
    throw new Error(JSON.stringify(checked.problems))
  }
  const plan = checked.compiled.planFor('pacs.002.001.12')
  if (plan === undefined) {
    throw new Error('Status reports are mapped')
  }
  return { plan, findings: checked.warnings }
}

function isConfigurationOf(
  configuration: unknown,
  { id, cfg }: { readonly id: string; readonly cfg: string },
) {
  return (
    typeof configuration === 'object' &&
    configuration !== null &&
    'id' in configuration &&
    'cfg' in configuration &&
    configuration.id === id &&
    configuration.cfg === cfg
  )
}

/** Scores the typology of a plan. A rule of which nothing is said gives the outcome that weighs least, its gate closed. */
export function scoreOutcomes(plan: Plan, outcomes: Outcomes): TypologyResult {
  const [typology] = plan.typologies
  if (typology === undefined) {
    throw new Error('The plan has a typology')
  }
  const unknown = Object.keys(outcomes).filter(
    (number) => !plan.rules.some(({ ruleId }) => numberOf(ruleId) === number),
  )
  if (unknown.length > 0) {
    throw new Error(`${typology.cfg} has no rule ${unknown.join(', ')}`)
  }
  const results = typology.rules.map(({ ruleId, cfg, weights }): RuleResult => {
    const outcome = outcomes[numberOf(ruleId)] ?? leastOf(weights)
    if (!weights.has(outcome)) {
      throw new Error(`Rule ${ruleId} cannot give ${outcome}`)
    }
    return { ruleId, cfg, outcome, value: 0, durationNs: 0 }
  })
  const [result] = scoreTypologies(plan, results, { nowNs: () => 0 })
  if (result === undefined) {
    throw new Error('A typology has a result')
  }
  return result
}

/** `104` of `104@1.0.0`. */
export function numberOf(ruleId: string): string {
  return ruleId.split('@')[0] ?? ruleId
}

function leastOf(weights: ReadonlyMap<string, number>): string {
  const [least] = [...weights]
    .filter(([outcome]) => outcome !== ERROR_OUTCOME)
    .toSorted(([, left], [, right]) => left - right)
  return least?.[0] ?? ERROR_OUTCOME
}
