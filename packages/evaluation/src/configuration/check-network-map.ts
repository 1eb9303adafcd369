import { configurationKey } from './configuration-key.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import { findDuplicates } from './find-duplicates.ts'
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
  const problems: ConfigurationProblem[] = []
  const types = new Set<string>()
  for (const [messageIndex, message] of map.messages.entries()) {
    const path = `/networkMap/messages/${messageIndex}`
    if (types.has(message.txTp)) {
      problems.push({ path: `${path}/txTp`, message: `${message.txTp} is mapped twice` })
    }
    types.add(message.txTp)
    problems.push(...checkMessage(message, index, path))
  }
  return problems
}

function checkMessage(
  message: MappedMessage,
  index: ConfigurationIndex,
  path: string,
): readonly ConfigurationProblem[] {
  const problems = [...findDuplicates(message.typologies, `${path}/typologies`)]
  for (const [typologyIndex, reference] of message.typologies.entries()) {
    const typologyPath = `${path}/typologies/${typologyIndex}`
    problems.push(
      ...findDuplicates(reference.rules, `${typologyPath}/rules`),
      ...checkRuleReferences(message, reference, index, typologyPath),
      ...compareRules(reference, index, typologyPath),
    )
  }
  return problems
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
