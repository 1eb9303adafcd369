import type { ConfigurationSet, TypologyConfiguration } from '@pantau/evaluation'
import { defaultConfigurationSet } from '@pantau/typologies'

type Workflow = TypologyConfiguration['workflow']

/** The shipped typology under another version, with changes. It scores 200 for the first payment between two accounts. */
export function paceTypology(
  cfg: string,
  changes: Partial<Omit<TypologyConfiguration, 'cfg' | 'workflow'>> & { readonly workflow: Workflow },
): TypologyConfiguration {
  const [shipped] = defaultConfigurationSet().typologies
  if (shipped === undefined) {
    throw new TypeError('A typology is shipped')
  }
  return { ...shipped, ...changes, cfg }
}

/** A configuration in which every pacs.002 goes through these typologies and the shipped rules. */
export function configurationWith(...typologies: readonly TypologyConfiguration[]): ConfigurationSet {
  const shipped = defaultConfigurationSet()
  return {
    ...shipped,
    networkMap: {
      ...shipped.networkMap,
      messages: shipped.networkMap.messages.map((message) => ({
        ...message,
        typologies: typologies.map(({ id, cfg, rules }) => ({
          id,
          cfg,
          rules: rules.map((rule) => ({ id: rule.id, cfg: rule.cfg })),
        })),
      })),
    },
    typologies: [...typologies],
  }
}
