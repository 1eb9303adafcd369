import { NetworkMapSchema } from '@pantau/evaluation'
import type { ConfigurationDocument } from '@pantau/store'
import { Compile } from 'typebox/compile'

const validator = Compile(NetworkMapSchema)

/** The distinct ids of the typologies that a map names. A map that is in force has its form. */
export function typologyIdsOf(map: ConfigurationDocument): ReadonlySet<string> {
  const typologies = validator.Check(map) ? map.messages.flatMap((message) => message.typologies) : []
  return new Set(typologies.map(({ id }) => id))
}
