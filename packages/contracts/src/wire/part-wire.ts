import { Type } from 'typebox'

/** A `RuleGroupPart` is plain JSON already: it is written as it is. */
export const PartSchema = Type.Object({
  group: Type.String({ minLength: 1 }),
  index: Type.Integer({ minimum: 0 }),
  count: Type.Integer({ minimum: 1 }),
})
