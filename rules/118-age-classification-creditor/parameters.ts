import { Type } from 'typebox'

/** What is measured is in the message, and the bands are configuration. */
export const parameters = Type.Object({})
