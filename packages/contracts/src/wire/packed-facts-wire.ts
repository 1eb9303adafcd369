import { Type } from 'typebox'

export const LayoutIdSchema = Type.String({ minLength: 1 })
/** Which value has which form, only the layout says: `FactLayout` checks them. */
export const PackedValuesSchema = Type.Array(Type.Unknown())
