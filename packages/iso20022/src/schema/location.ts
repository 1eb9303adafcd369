import { Type } from 'typebox'
import type { Static } from 'typebox'

/** `Glctn`: where the payment was initiated, as free text. */
export const LocationSchema = Type.Object({ Lat: Type.String(), Long: Type.String() })
export type LocationDocument = Static<typeof LocationSchema>
