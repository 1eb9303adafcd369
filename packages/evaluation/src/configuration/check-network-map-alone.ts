import type { ConfigurationProblem } from './configuration-problem.ts'
import { findDuplicates } from './find-duplicates.ts'
import type { NetworkMap } from './network-map.ts'

/** Checks what can be known of a network map without what it names: nothing is listed twice. `path` points to the map. */
export function checkNetworkMapAlone(map: NetworkMap, path: string): readonly ConfigurationProblem[] {
  const types = new Set<string>()
  return map.messages.flatMap((message, messageIndex) => {
    const messagePath = `${path}/messages/${messageIndex}`
    const isMapped = types.has(message.txTp)
    types.add(message.txTp)
    return [
      ...(isMapped ? [{ path: `${messagePath}/txTp`, message: `${message.txTp} is mapped twice` }] : []),
      ...findDuplicates(message.typologies, `${messagePath}/typologies`),
      ...message.typologies.flatMap((reference, typologyIndex) =>
        findDuplicates(reference.rules, `${messagePath}/typologies/${typologyIndex}/rules`),
      ),
    ]
  })
}
