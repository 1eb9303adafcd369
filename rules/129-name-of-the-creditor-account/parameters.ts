import { Type } from 'typebox'

/** The names are compared that the account was ever paid, or paid, under. */
export const parameters = Type.Object({})
