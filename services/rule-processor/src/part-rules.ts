import { createPlanDivider, resolvePlans } from '@pantau/contracts'
import type { ConfigurationSource, Encoded, PlannedEvent, RuleGroupPart, RuleGroups } from '@pantau/contracts'
import type { Plan } from '@pantau/evaluation'

/** The rules that a planned event's part is about, or why it can have no results. */
export type PartRules =
  | {
      readonly kind: 'found'
      readonly event: PlannedEvent
      readonly plan: Plan
      /** Ascending indexes into the plan's `rules`. */
      readonly ruleIndexes: readonly number[]
    }
  | { readonly kind: 'refused'; readonly reason: string }

/** Finds the rules of one event in its plan. */
export type FindPartRules = (event: PlannedEvent, plan: Plan) => PartRules

/** Divides every plan once, as the event director does. */
export function createPartRulesFinder(groups: RuleGroups): FindPartRules {
  const sharesOf = createPlanDivider(groups)
  return (event, plan) => {
    const { part } = event
    const share = sharesOf(plan)[part.index]
    if (share?.part.group !== part.group || share.part.count !== part.count) {
      return { kind: 'refused', reason: describeForeignPart(part) }
    }
    return { kind: 'found', event, plan, ruleIndexes: share.ruleIndexes }
  }
}

/** Finds the rules of each event of a batch, in its order. @throws what the source throws when it cannot be asked */
export async function resolvePartRules(
  batch: readonly Encoded<PlannedEvent>[],
  configurations: ConfigurationSource,
  find: FindPartRules,
): Promise<readonly PartRules[]> {
  const resolutions = await resolvePlans(batch, configurations)
  return resolutions.map((resolution) =>
    resolution.kind === 'refused' ? resolution : find(resolution.message, resolution.plan),
  )
}

/** Such a message was planned under other groups: its results would not add up to one complete plan. */
function describeForeignPart(part: RuleGroupPart): string {
  return `Part ${part.index + 1} of ${part.count}, rule group ${part.group}, is not how this processor divides the plan`
}
