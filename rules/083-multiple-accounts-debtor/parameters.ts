import { Type } from 'typebox'

/** All accounts are counted that a holder was ever seen with. */
export const parameters = Type.Object({})
