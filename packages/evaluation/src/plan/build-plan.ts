import { factKey } from '@pantau/rule-kit'
import type { FactDescriptor } from '@pantau/rule-kit'
import { configurationKey } from '../configuration/configuration-key.ts'
import type { MappedMessage, RuleReference } from '../configuration/network-map.ts'
import { IntegrityError } from '../integrity-error.ts'
import type { CompiledTypology } from '../typology/compiled-typology.ts'
import { weightTable } from '../typology/weight-table.ts'
import type { TypologyTemplate } from '../typology/compile-typology.ts'
import { readsFindings } from './reads-findings.ts'
import type { Plan, PlannedRule } from './plan.ts'

/** Checked parts by (id, cfg). */
export interface PlanParts {
  readonly rules: ReadonlyMap<string, PlannedRule>
  readonly typologies: ReadonlyMap<string, TypologyTemplate>
}

/**
 * Joins the checked parts that one mapped message names to a plan: each rule once, in the order of first mention.
 * @throws IntegrityError when a part is missing, which the checks before have excluded.
 */
export function buildPlan(message: MappedMessage, parts: PlanParts): Plan {
  const indexOfRule = new Map<string, number>()
  const rules: PlannedRule[] = []
  for (const reference of message.typologies.flatMap((typology) => typology.rules)) {
    const key = configurationKey(reference)
    if (!indexOfRule.has(key)) {
      indexOfRule.set(key, rules.length)
      rules.push(take(parts.rules, reference))
    }
  }
  return Object.freeze({
    transactionType: message.txTp,
    messageId: message.id,
    messageCfg: message.cfg,
    rules: Object.freeze(rules),
    typologies: Object.freeze(
      message.typologies.map((reference) =>
        placeTypology(take(parts.typologies, reference), indexOfRule, rules),
      ),
    ),
    facts: Object.freeze(distinctFacts(rules)),
  })
}

function placeTypology(
  template: TypologyTemplate,
  indexOfRule: ReadonlyMap<string, number>,
  planned: readonly PlannedRule[],
): CompiledTypology {
  const { configuration, score } = template
  const { alertThreshold, interdictionThreshold, rememberThreshold, flowProcessor } = configuration.workflow
  const rules = template.rules.map((term) => ({
    ruleIndex: take(indexOfRule, { id: term.ruleId, cfg: term.cfg }),
    ...term,
  }))
  const flowRule = rules.find((rule) => rule.ruleId === flowProcessor)
  return Object.freeze({
    typologyId: configuration.id,
    cfg: configuration.cfg,
    ...(configuration.typology_name === undefined ? {} : { name: configuration.typology_name }),
    ...(configuration.desc === undefined ? {} : { description: configuration.desc }),
    alertThreshold,
    ...(interdictionThreshold === undefined ? {} : { interdictionThreshold }),
    ...(rememberThreshold === undefined ? {} : { rememberThreshold }),
    ...(flowRule === undefined
      ? {}
      : { flowProcessor: { ruleId: flowRule.ruleId, ruleIndex: flowRule.ruleIndex } }),
    rules: Object.freeze(rules),
    weightTable: weightTable(rules, (ruleIndex) => placed(planned, ruleIndex).outcomes),
    isFollowUp: rules.some(({ ruleIndex }) => readsFindings(placed(planned, ruleIndex))),
    score,
  })
}

function placed(planned: readonly PlannedRule[], ruleIndex: number): PlannedRule {
  const rule = planned[ruleIndex]
  if (rule === undefined) {
    throw new IntegrityError(`A plan has no rule ${ruleIndex}`)
  }
  return rule
}

function distinctFacts(rules: readonly PlannedRule[]): FactDescriptor[] {
  const facts = new Map<string, FactDescriptor>()
  for (const fact of rules.flatMap((rule) => rule.bound.facts)) {
    facts.set(factKey(fact), fact)
  }
  return [...facts.values()]
}

function take<T extends {}>(parts: ReadonlyMap<string, T>, reference: RuleReference): T {
  const part = parts.get(configurationKey(reference))
  if (part === undefined) {
    throw new IntegrityError(`A checked configuration has no part ${reference.id} with cfg ${reference.cfg}`)
  }
  return part
}
