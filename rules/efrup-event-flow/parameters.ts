import { Type } from 'typebox'

/** Event-flow control has no parameters: what it does is decided by the conditions in force. */
export const parameters = Type.Object({})
