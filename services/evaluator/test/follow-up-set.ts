import { parseConfigurationSet, ruleReferences } from '@pantau/evaluation'
import type { ConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations, ruleRegistry } from '@pantau/rules'

type Typology = ConfigurationSet['typologies'][number]

/** Alerts on amounts from the reporting threshold on. */
export const LARGE = '900@test'
/** Alerts on a payment to an account of which another payment alerted within 30 days. */
export const FOLLOW_UP = '901@test'

/** Two typologies on status reports, one of which follows up what the other said. */
export function followUpSet(): ConfigurationSet {
  const rules = [
    { id: '091@1.0.0', cfg: 'pantau-1.0.0' },
    { id: '126@1.0.0', cfg: 'pantau-1.0.0' },
  ]
  const parsed = parseConfigurationSet({
    networkMap: { active: true, cfg: 'follow-up-test', messages: [] },
    rules: defaultRuleConfigurations,
    typologies: [],
  })
  if ('problems' in parsed) {
    throw new TypeError(JSON.stringify(parsed.problems))
  }
  const configured = rules.flatMap((rule) =>
    parsed.set.rules.filter(({ id, cfg }) => id === rule.id && cfg === rule.cfg),
  )
  const typologies = [
    typology(LARGE, configured[0], ['.03']),
    typology(FOLLOW_UP, configured[1], ['.02', '.03', '.04']),
  ]
  return {
    rules: configured,
    typologies,
    networkMap: {
      active: true,
      cfg: 'follow-up-test',
      messages: [
        {
          id: '004@1.0.0',
          cfg: '1.0.0',
          txTp: 'pacs.002.001.12',
          typologies: typologies.map((each) => ({
            id: each.id,
            cfg: each.cfg,
            rules: each.rules.map(({ id, cfg }) => ({ id, cfg })),
          })),
        },
      ],
    },
  }
}

/** Alerts on these outcomes of one rule, and on no other. */
function typology(
  cfg: string,
  rule: ConfigurationSet['rules'][number] | undefined,
  alerting: readonly string[],
): Typology {
  const face = rule === undefined ? undefined : ruleRegistry.find(rule.id)
  if (rule === undefined || face === undefined) {
    throw new TypeError('There is no such rule')
  }
  const wghts = ruleReferences(face, rule.config).weighed.map((ref) => ({
    ref,
    wght: alerting.includes(ref) ? 500 : 0,
  }))
  return {
    id: 'typology-processor',
    cfg,
    desc: cfg,
    workflow: { alertThreshold: 500 },
    rules: [{ id: rule.id, cfg: rule.cfg, termId: 'term', wghts }],
    expression: ['Add', 'term'],
  }
}
