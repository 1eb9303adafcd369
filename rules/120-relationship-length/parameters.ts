import { Type } from 'typebox'

/** The whole life of both accounts is looked at. */
export const parameters = Type.Object({})
