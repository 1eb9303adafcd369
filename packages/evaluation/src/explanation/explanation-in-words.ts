import { numberInWords } from '@pantau/rule-kit'
import type {
  ContributionExplanation,
  EvaluationExplanation,
  RuleExplanation,
  ThresholdExplanation,
  TypologyExplanation,
} from './explanation.ts'

/** An explanation for a person, line by line: the decision, each typology with what moved it, then each of those rules with its facts. */
export function explanationInWords(explanation: EvaluationExplanation): readonly string[] {
  const { messageId, status, typologies, rules, factsMissing } = explanation
  const rulesByKey = new Map(rules.map((rule) => [keyOf(rule), rule] as const))
  return [
    `${messageId}: ${status}, ${status === 'ALRT' ? 'to be reviewed' : 'nothing to review'}`,
    ...typologies.flatMap((typology) => typologyLines(typology, rulesByKey)),
    ...(rules.length === 0 ? [] : ['What the rules found:']),
    ...rules.flatMap((rule) => ruleLines(rule).map((line) => `  ${line}`)),
    ...(factsMissing === undefined ? [] : [`The facts behind the rules are not told. ${factsMissing}.`]),
  ]
}

function typologyLines(
  typology: TypologyExplanation,
  rules: ReadonlyMap<string, RuleExplanation>,
): readonly string[] {
  const { name, cfg, contributions, jointContributions, closedGates, scoreWithoutGates, constant } = typology
  const ruleOf = (key: { ruleId: string; cfg: string }): string => {
    const rule = rules.get(keyOf(key))
    return rule === undefined ? key.ruleId : `${rule.title} (${rule.ruleId}): ${outcomeOf(rule)}`
  }
  return [
    `${name} (${cfg}): ${verdictOf(typology)}`,
    ...contributions.map((each) => `  ${movement(each)}  ${ruleOf(each)}`),
    ...jointContributions.map(
      (each) =>
        `  ${signed(each.contribution)}  ${each.rules.length > 2 ? 'all of' : 'both'} ${each.rules.map(ruleOf).join(', and ')}`,
    ),
    ...(constant === undefined || constant === 0 ? [] : [`  ${signed(constant)}  whatever the rules say`]),
    ...closedGates.map((gate) => `  closed by  ${ruleOf(gate)}`),
    ...(scoreWithoutGates === undefined || scoreWithoutGates === typology.score
      ? []
      : [`  with open gates the score would be ${numberInWords(scoreWithoutGates)}`]),
  ]
}

function verdictOf(typology: TypologyExplanation): string {
  const { score, alert, interdiction, review, interdict, flow, reason } = typology
  return [
    `score ${numberInWords(score)}`,
    thresholdOf(alert, 'alerts'),
    interdiction === undefined ? 'never interdicts' : thresholdOf(interdiction, 'interdicts'),
    review ? 'to be reviewed' : 'not to be reviewed',
    ...(interdict ? ['payment to be stopped'] : []),
    ...(flow === 'block' ? ['a block is in force'] : []),
    ...(flow === 'override' ? ['an override is in force'] : []),
    ...(reason === undefined ? [] : [reason]),
  ].join('; ')
}

function thresholdOf({ threshold, reached, distance }: ThresholdExplanation, does: string): string {
  const far = numberInWords(distance)
  return `${does} at ${numberInWords(threshold)} (${reached ? (distance === 0 ? 'just reached' : `${far} above`) : `${far} short`})`
}

/** What a rule adds, or where the score is no sum, what its outcome weighs. */
function movement({ contribution, weight }: ContributionExplanation): string {
  if (contribution === undefined) {
    return `weight ${numberInWords(weight)}`
  }
  return contribution === weight
    ? signed(weight)
    : `${signed(contribution)} of weight ${numberInWords(weight)}`
}

function signed(value: number): string {
  return value < 0 ? numberInWords(value) : `+${numberInWords(value)}`
}

function ruleLines(rule: RuleExplanation): readonly string[] {
  const { measured, band, otherBands = [], facts = [] } = rule
  const others = otherBands.map((other) => `${other.outcome} ${other.inWords}`).join(', ')
  return [
    `${rule.title} (${rule.ruleId}): ${outcomeOf(rule)}`,
    ...(measured === undefined
      ? []
      : [`  measured ${measured.inWords}${band === undefined ? '' : `, which is ${band.inWords}`}`]),
    ...(others === '' ? [] : [`  would be ${others}`]),
    ...facts.map(({ fact, inWords }) => `  from ${fact}: ${inWords}`),
  ]
}

function outcomeOf({ outcome, reason }: RuleExplanation): string {
  return reason === undefined ? outcome : `${outcome} ${reason}`
}

function keyOf({ ruleId, cfg }: { readonly ruleId: string; readonly cfg: string }): string {
  return JSON.stringify([ruleId, cfg])
}
