import { Type } from 'typebox'

/** How long and how old a way may be is part of the fact. */
export const parameters = Type.Object({})
