import { Type } from 'typebox'

/** The codes that are told apart are cases of the configuration. */
export const parameters = Type.Object({})
