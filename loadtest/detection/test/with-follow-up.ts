import { parseConfigurationSet, ruleReferences } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations, ruleRegistry } from '@pantau/rules'

const OF_ALERTS: readonly string[] = ['125@1.0.0', '126@1.0.0', '127@1.0.0', '128@1.0.0']
const FOLLOW_UP = { id: 'typology-processor', cfg: '499@test' }

/** The set with one more typology on each message: it weighs all that rules say of earlier findings. */
export function withFollowUp(set: ConfigurationSet): ConfigurationSet {
  const parsed = parseConfigurationSet({
    networkMap: set.networkMap,
    rules: defaultRuleConfigurations,
    typologies: [],
  })
  if ('problems' in parsed) {
    throw new TypeError(JSON.stringify(parsed.problems))
  }
  const rules = parsed.set.rules.filter(({ id }) => OF_ALERTS.includes(id))
  const known = new Set(set.rules.map(({ id, cfg }) => `${id} ${cfg}`))
  const terms = rules.map(({ id, cfg, config }, index) => {
    const face = ruleRegistry.find(id)
    const references = face === undefined ? [] : ruleReferences(face, config).weighed
    return {
      id,
      cfg,
      termId: `term${index}`,
      wghts: references.map((ref) => ({ ref, wght: ['.02', '.03', '.04'].includes(ref) ? 100 : 0 })),
    }
  })
  return {
    rules: [...set.rules, ...rules.filter(({ id, cfg }) => !known.has(`${id} ${cfg}`))],
    typologies: [
      ...set.typologies,
      {
        ...FOLLOW_UP,
        desc: 'Every rule on earlier findings',
        workflow: { alertThreshold: 300 },
        rules: terms,
        expression: ['Add', ...terms.map(({ termId }) => termId)],
      },
    ],
    networkMap: {
      ...set.networkMap,
      messages: set.networkMap.messages.map((message) => ({
        ...message,
        typologies: [
          ...message.typologies,
          { ...FOLLOW_UP, rules: rules.map(({ id, cfg }) => ({ id, cfg })) },
        ],
      })),
    },
  }
}
