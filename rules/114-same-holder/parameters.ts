import { Type } from 'typebox'

/** Holders are compared by their identity. */
export const parameters = Type.Object({})
