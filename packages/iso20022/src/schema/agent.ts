import { Type } from 'typebox'
import type { Static } from 'typebox'

/** A financial institution, by its member identification in the clearing system. */
export const AgentSchema = Type.Object({
  FinInstnId: Type.Object({ ClrSysMmbId: Type.Object({ MmbId: Type.String() }) }),
})
export type AgentDocument = Static<typeof AgentSchema>
