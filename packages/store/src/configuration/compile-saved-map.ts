import { configurationKey, parseConfigurationSet } from '@pantau/evaluation'
import type { Compilation } from '@pantau/evaluation'
import type { StoreSession } from '../connection/store-session.ts'
import type { ConfigurationDocument } from './configuration-ref.ts'
import { bareDocument } from './owned-document.ts'
import { selectNamedParts } from './statements/select-named-parts.ts'
import type { ConfigurationRow } from './statements/select-for-update.ts'

interface PartKey {
  readonly id: string
  readonly cfg: string
}

/** Gathers a map with everything saved that it names, as it is now, and compiles the whole. */
export async function compileSavedMap(
  { exchange }: StoreSession,
  tenantId: string,
  map: ConfigurationDocument,
  compile: (candidate: unknown) => Compilation,
): Promise<Compilation> {
  const networkMap = { ...bareDocument(map), active: true }
  const form = parseConfigurationSet({ networkMap, rules: [], typologies: [] })
  if ('problems' in form) {
    return form
  }
  const named = form.set.networkMap.messages.flatMap((message) => message.typologies)
  const { rules, typologies } = await exchange((send) => ({
    rules: send(selectNamedParts(tenantId, 'rule', distinct(named.flatMap((typology) => typology.rules)))),
    typologies: send(selectNamedParts(tenantId, 'typology', distinct(named))),
  }))
  return compile({ networkMap, rules: rules.map(bareOf), typologies: typologies.map(bareOf) })
}

function distinct(keys: readonly PartKey[]): readonly PartKey[] {
  return [...new Map(keys.map((key) => [configurationKey(key), key] as const)).values()]
}

function bareOf({ configuration }: ConfigurationRow): ConfigurationDocument {
  return bareDocument(configuration)
}
