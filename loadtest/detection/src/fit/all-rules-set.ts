import { parseConfigurationSet, ruleReferences } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations, ruleRegistry } from '@pantau/rules'

const TYPE = 'pacs.002.001.12'
/** Decides on lists, not on the payment; and two rules that only the demonstration needs. */
const LEFT_OUT: readonly string[] = ['EFRuP', '901', '902']

/** Rules that look at earlier findings: there are none before there are typologies. */
const OF_ALERTS: readonly string[] = ['125', '126', '127', '128']

/** Weighs nothing; its rules are what the set is about. */
export const ALL_RULES = { id: 'typology-processor', cfg: 'all-rules@1.0.0' }

/** A set that evaluates every configuration of every shipped rule but those of earlier findings, in one typology that weighs nothing. */
export function allRulesSet(): ConfigurationSet {
  return setOfRules([...LEFT_OUT, ...OF_ALERTS], [])
}

/** A set of these typologies that evaluates every configuration of every shipped rule besides, in one more that weighs nothing. */
export function allRulesBeside(typologies: ConfigurationSet['typologies']): ConfigurationSet {
  return setOfRules(LEFT_OUT, typologies)
}

function setOfRules(leftOut: readonly string[], others: ConfigurationSet['typologies']): ConfigurationSet {
  const parsed = parseConfigurationSet({
    networkMap: { active: true, cfg: 'all-rules', messages: [] },
    rules: defaultRuleConfigurations,
    typologies: [],
  })
  if ('problems' in parsed) {
    throw new TypeError(JSON.stringify(parsed.problems))
  }
  const rules = parsed.set.rules.filter(
    ({ id }) =>
      !leftOut.some((name) => id.startsWith(`${name}@`)) &&
      ruleRegistry.find(id)?.transactionTypes.includes(TYPE) === true,
  )
  const outcomesOf = outcomesByRule(rules)
  const terms = rules.map(({ id, cfg }, index) => ({
    id,
    cfg,
    termId: `term${index}`,
    wghts: outcomesOf(`${id} ${cfg}`).map((ref) => ({ ref, wght: 0 })),
  }))
  const named = new Set(others.flatMap((typology) => typology.rules.map(({ id, cfg }) => `${id} ${cfg}`)))
  const more = parsed.set.rules.filter((rule) => named.has(`${rule.id} ${rule.cfg}`) && !rules.includes(rule))
  return {
    networkMap: {
      active: true,
      cfg: 'all-rules',
      messages: [
        {
          id: '004@1.0.0',
          cfg: '1.0.0',
          txTp: TYPE,
          typologies: [
            { ...ALL_RULES, rules: rules.map(({ id, cfg }) => ({ id, cfg })) },
            ...others.map((typology) => ({
              id: typology.id,
              cfg: typology.cfg,
              rules: typology.rules.map(({ id, cfg }) => ({ id, cfg })),
            })),
          ],
        },
      ],
    },
    rules: [...rules, ...more],
    typologies: [
      ...others,
      {
        ...ALL_RULES,
        desc: 'Every rule',
        workflow: { alertThreshold: 1 },
        rules: terms,
        expression: ['Add', ...terms.map(({ termId }) => termId)],
      },
    ],
  }
}

/** What each rule, as `id cfg`, can give. @throws TypeError for a rule that is not among the configurations */
export function outcomesByRule(
  configurations: ConfigurationSet['rules'],
): (rule: string) => readonly string[] {
  return (rule) => {
    const configuration = configurations.find(({ id, cfg }) => `${id} ${cfg}` === rule)
    const face = configuration === undefined ? undefined : ruleRegistry.find(configuration.id)
    if (configuration === undefined || face === undefined) {
      throw new TypeError(`There is no rule ${rule}`)
    }
    return ruleReferences(face, configuration.config).weighed
  }
}
