import { exit, measure } from '@pantau/rule-kit'
import type { FactValues, Measurement, MirroredCreditsFact, PartySide } from '@pantau/rule-kit'
import { Type } from 'typebox'
import { QueryRangeMsSchema } from './query-range.ts'

/** The most credits that are added up. */
export const MIRROR_DEPTH_MAX = 50
const TOLERANCE_DEFAULT = 0.1
const COMMISSION_DEFAULT = 0.1
/** Both ends of a derived range belong to it; without this share the rounding of a ratio could move one out. */
const ROUNDING = 1e-9

const TOO_LITTLE_HISTORY = '.x01'
const NO_MIRROR = '.x03'

/** The exits of rules that end in `measureMirroring`. */
export const MIRRORING_EXITS: readonly string[] = [TOO_LITTLE_HISTORY, NO_MIRROR]

interface RatioParameters {
  readonly tolerance?: number
  readonly ratioMin?: number
  readonly ratioMax?: number
}
interface MirroringParameters extends RatioParameters {
  readonly maxQueryRange: number
  readonly maxDepth?: number
}

const RatioSchema = Type.Optional(Type.Number({ minimum: 0.01, maximum: 10 }))
const properties = {
  maxQueryRange: QueryRangeMsSchema,
  tolerance: Type.Optional(Type.Number({ minimum: 0, maximum: 0.5 })),
  ratioMin: RatioSchema,
  ratioMax: RatioSchema,
  maxDepth: Type.Optional(Type.Integer({ minimum: 1, maximum: MIRROR_DEPTH_MAX })),
}
const NO_ROOM = 'must leave room between ratioMin and ratioMax'

/**
 * Of rules that look for money that goes out as it came in. `maxQueryRange`: the window in milliseconds. `tolerance`: a share of the debit.
 * `ratioMin`, `ratioMax`: debit / credits, lower end included and upper one not, instead of the ends that follow from the tolerance.
 * `maxDepth`: the most credits that are added up.
 */
export const mirroringParameters = Type.Refine(
  Type.Object(properties),
  (parameters) => hasRoom(ratioRange(parameters, 0)),
  () => NO_ROOM,
)

/** As `mirroringParameters`, of rules for accounts that keep `commission`, a share of the credits. */
export const commissionedMirroringParameters = Type.Refine(
  Type.Object({ ...properties, commission: Type.Optional(Type.Number({ minimum: 0, maximum: 0.9 })) }),
  (parameters) => hasRoom(ratioRange(parameters, commissionOf(parameters))),
  () => NO_ROOM,
)

/** The share of the credits that the account keeps. */
export function commissionOf({ commission = COMMISSION_DEFAULT }: { readonly commission?: number }): number {
  return commission
}

/** The fact that `measureMirroring` judges, of one account of the payment that keeps this share of what it is paid. */
export function mirroredCredits(
  party: PartySide,
  parameters: MirroringParameters,
  commission: number,
): MirroredCreditsFact {
  return {
    kind: 'mirrored-credits',
    party,
    windowMs: parameters.maxQueryRange,
    ...ratioRange(parameters, commission),
    depthMax: parameters.maxDepth ?? MIRROR_DEPTH_MAX,
  }
}

/**
 * The ratios debit / credits at which the credits, less commission, are the debit give or take the tolerance. From
 * `|credits * (1 - commission) - debit| <= tolerance * debit`: the ratio lies between `(1 - commission) / (1 + tolerance)` and
 * `(1 - commission) / (1 - tolerance)`, both included.
 */
export function ratioRange(
  { tolerance = TOLERANCE_DEFAULT, ratioMin, ratioMax }: RatioParameters,
  commission: number,
): Pick<MirroredCreditsFact, 'ratioMin' | 'ratioMax'> {
  const passedOn = 1 - commission
  return {
    ratioMin: ratioMin ?? (passedOn / (1 + tolerance)) * (1 - ROUNDING),
    ratioMax: ratioMax ?? (passedOn / (1 - tolerance)) * (1 + ROUNDING),
  }
}

function hasRoom({ ratioMin, ratioMax }: Pick<MirroredCreditsFact, 'ratioMin' | 'ratioMax'>): boolean {
  return ratioMin < ratioMax
}

/** How many of the newest credits make up the debit; an exit where there is nothing to compare, or where they do not. */
export function measureMirroring({ found, depth }: FactValues['mirrored-credits']): Measurement {
  switch (found) {
    case 'match':
      return measure(depth)
    case 'none':
      return exit(NO_MIRROR)
    case 'no-credit':
    case 'no-debit':
      return exit(TOO_LITTLE_HISTORY)
  }
}
