import { configurationKey } from '@pantau/evaluation'
import type { ConfigurationSet, RuleConfiguration, TypologyConfiguration } from '@pantau/evaluation'

/** No payment gets there: alerts have a cost of their own, which would grow with the rules. */
const NEVER = 1_000_000_000
const REPORT = 'pacs.002.001.12'

type TypologyRule = TypologyConfiguration['rules'][number]

/** A rule of the base set, as a typology names and weighs it. */
interface WeighedRule {
  readonly configuration: RuleConfiguration
  readonly weighed: TypologyRule
}

/**
 * As many rules as asked, on the report that ends a payment: those of the base set, and then the same again under further configurations, so that
 * each is run for itself. One typology adds up all of them.
 */
export function setOfRules(base: ConfigurationSet, ruleCount: number): ConfigurationSet {
  const rules = repeatRules(weighedRules(base), ruleCount)
  return setOf(
    base,
    rules.map(({ configuration }) => configuration),
    [sumOf(rules)],
  )
}

/** As many typologies as asked over all rules of the base set: one that adds up all rules, and those of the base set, again and again. */
export function setOfTypologies(base: ConfigurationSet, typologyCount: number): ConfigurationSet {
  const rules = weighedRules(base)
  const mapped = mappedTypologies(base)
  const repeated = Array.from({ length: typologyCount - 1 }, (_, index) => {
    const typology = at(mapped, index % mapped.length)
    return { ...typology, cfg: repeatedCfg(typology.cfg, Math.floor(index / mapped.length)) }
  })
  return setOf(
    base,
    rules.map(({ configuration }) => configuration),
    [sumOf(rules), ...repeated],
  )
}

function mappedTypologies({ networkMap, typologies }: ConfigurationSet): readonly TypologyConfiguration[] {
  const references = networkMap.messages
    .filter(({ txTp }) => txTp === REPORT)
    .flatMap((message) => message.typologies)
  const mapped = new Set(references.map(configurationKey))
  return typologies.filter((typology) => mapped.has(configurationKey(typology)))
}

function weighedRules(base: ConfigurationSet): readonly WeighedRule[] {
  const named = mappedTypologies(base).flatMap(({ rules }) => rules)
  const weighedByKey = new Map(named.map((weighed) => [configurationKey(weighed), weighed]))
  return base.rules.flatMap((configuration) => {
    const weighed = weighedByKey.get(configurationKey(configuration))
    return weighed === undefined ? [] : [{ configuration, weighed }]
  })
}

function repeatRules(rules: readonly WeighedRule[], ruleCount: number): readonly WeighedRule[] {
  return Array.from({ length: ruleCount }, (_, index) => {
    const { configuration, weighed } = at(rules, index % rules.length)
    const cfg = repeatedCfg(configuration.cfg, Math.floor(index / rules.length))
    return { configuration: { ...configuration, cfg }, weighed: { ...weighed, cfg } }
  })
}

function sumOf(rules: readonly WeighedRule[]): TypologyConfiguration {
  const named = rules.map(({ weighed }, index) => ({ ...weighed, termId: `term${index}` }))
  return {
    typology_name: 'Sum of all rules',
    id: 'typology-processor',
    cfg: 'sum@1.0.0',
    desc: 'Adds up all rules of a sweep; never alerts',
    workflow: { alertThreshold: NEVER },
    rules: named,
    expression: ['Add', ...named.map(({ termId }) => termId)],
  }
}

function setOf(
  base: ConfigurationSet,
  rules: readonly RuleConfiguration[],
  typologies: readonly TypologyConfiguration[],
): ConfigurationSet {
  const message = base.networkMap.messages.find(({ txTp }) => txTp === REPORT)
  if (message === undefined) {
    throw new TypeError('The base set evaluates no status report')
  }
  return structuredClone({
    networkMap: {
      ...base.networkMap,
      cfg: `sweep-${rules.length}-${typologies.length}`,
      messages: [
        {
          ...message,
          typologies: typologies.map(({ id, cfg, rules: named }) => ({
            id,
            cfg,
            rules: named.map((rule) => ({ id: rule.id, cfg: rule.cfg })),
          })),
        },
      ],
    },
    rules: [...rules],
    typologies: [...typologies],
  })
}

function repeatedCfg(cfg: string, time: number): string {
  return time === 0 ? cfg : `${cfg}-${time + 1}`
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) {
    throw new TypeError('The base set has no rules or typologies to repeat')
  }
  return item
}
