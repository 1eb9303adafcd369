import { NetworkMapSchema, RuleConfigurationSchema, TypologyConfigurationSchema } from '@pantau/evaluation'
import { Type } from 'typebox'
import type { Static } from 'typebox'

/** In characters; keys are columns of an index, and parts of paths. */
const KEY_LENGTH_MAX = 256

export const KeyText = Type.String({ minLength: 1, maxLength: KEY_LENGTH_MAX })

// What is ours to say is not part of what a client may send: whatever it says there has no effect.
const { tenantId: _mapOwner, creDtTm: _mapMade, updDtTm: _mapChanged, ...map } = NetworkMapSchema.properties
const {
  tenantId: _ruleOwner,
  creDtTm: _ruleMade,
  updDtTm: _ruleChanged,
  ...rule
} = RuleConfigurationSchema.properties
const {
  tenantId: _owner,
  creDtTm: _made,
  updDtTm: _changed,
  ...typology
} = TypologyConfigurationSchema.properties

export const MapDocumentSchema = Type.Object({ ...map, cfg: KeyText })
export type MapBody = Static<typeof MapDocumentSchema>

export const RuleDocumentSchema = Type.Object({ ...rule, id: KeyText, cfg: KeyText })
export type RuleBody = Static<typeof RuleDocumentSchema>

const WeightSchema = Type.Object({ ref: Type.String({ minLength: 1 }), wght: Type.Number() })

/** Weights that are sent as text become numbers here; stored configurations may still have either. */
export const TypologyDocumentSchema = Type.Object({
  ...typology,
  id: KeyText,
  cfg: KeyText,
  rules: Type.Array(
    Type.Object({
      ...TypologyConfigurationSchema.properties.rules.items.properties,
      wghts: Type.Array(WeightSchema),
    }),
    { minItems: 1 },
  ),
})
export type TypologyBody = Static<typeof TypologyDocumentSchema>
