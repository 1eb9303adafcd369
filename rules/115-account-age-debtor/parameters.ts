import { Type } from 'typebox'

/** The whole life of the account is looked at. */
export const parameters = Type.Object({})
