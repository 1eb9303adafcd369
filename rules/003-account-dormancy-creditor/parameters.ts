import { Type } from 'typebox'

/** None: the rule looks at the whole life of the account. */
export const parameters = Type.Object({})
