import { checkNetworkMapAlone } from './check-network-map-alone.ts'
import { configurationKey } from './configuration-key.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { MappedMessage, NetworkMap, TypologyReference } from './network-map.ts'
import type { RuleCompilation } from './compile-rule.ts'
import type { TypologyConfiguration } from './typology-configuration.ts'

/** The set's configurations by (id, cfg), for the map to refer to. `index` is the place in the set. */
export interface ConfigurationIndex {
  readonly rules: ReadonlyMap<string, RuleCompilation>
  readonly typologies: ReadonlyMap<string, { readonly index: number; readonly entry: TypologyConfiguration }>
}

/** Checks what the network map names against the set: it is there, listed once, the same on both sides, and made for the message type. */
export function checkNetworkMap(map: NetworkMap, index: ConfigurationIndex): readonly ConfigurationProblem[] {
  const path = '/networkMap'
  return [
    ...checkNetworkMapAlone(map, path),
    ...map.messages.flatMap((message, messageIndex) =>
      message.typologies.flatMap((reference, typologyIndex) => {
        const typologyPath = `${path}/messages/${messageIndex}/typologies/${typologyIndex}`
        return [
          ...checkRuleReferences(message, reference, index, typologyPath),
          ...compareRules(reference, index, typologyPath),
        ]
      }),
    ),
  ]
}

function checkRuleReferences(
  message: MappedMessage,
  reference: TypologyReference,
  index: ConfigurationIndex,
  path: string,
): readonly ConfigurationProblem[] {
  return reference.rules.flatMap((rule, ruleIndex) => {
    const rulePath = `${path}/rules/${ruleIndex}`
    const compilation = index.rules.get(configurationKey(rule))
    if (compilation === undefined) {
      return [
        { path: rulePath, message: `the set has no configuration of rule ${rule.id} with cfg ${rule.cfg}` },
      ]
    }
    return compilation.rule?.transactionTypes.includes(message.txTp) === false
      ? [{ path: rulePath, message: `${rule.id} does not apply to ${message.txTp}` }]
      : []
  })
}

/** The map and the typology both list the typology's rules; a rule in only one of them would never be scored, or never answer. */
function compareRules(
  reference: TypologyReference,
  index: ConfigurationIndex,
  path: string,
): readonly ConfigurationProblem[] {
  const typology = index.typologies.get(configurationKey(reference))
  if (typology === undefined) {
    return [{ path, message: `the set has no typology ${reference.id} with cfg ${reference.cfg}` }]
  }
  const mapped = new Set(reference.rules.map(configurationKey))
  const configured = new Set(typology.entry.rules.map(configurationKey))
  return [
    ...reference.rules.flatMap((rule, ruleIndex) =>
      configured.has(configurationKey(rule))
        ? []
        : [
            {
              path: `${path}/rules/${ruleIndex}`,
              message: `typology ${reference.cfg} does not list ${rule.id} with cfg ${rule.cfg}`,
            },
          ],
    ),
    ...typology.entry.rules.flatMap((rule, ruleIndex) =>
      mapped.has(configurationKey(rule))
        ? []
        : [
            {
              path: `/typologies/${typology.index}/rules/${ruleIndex}`,
              message: `${path} does not list ${rule.id} with cfg ${rule.cfg}`,
            },
          ],
    ),
  ]
}
