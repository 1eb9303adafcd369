import { Type } from 'typebox'

/** The newest payment is looked at, whenever it was. */
export const parameters = Type.Object({})
