import {
  capturedFactsOf,
  createPlanDivider,
  PackedFacts,
  resolvePlans,
  UndecodableMessageError,
} from '@pantau/contracts'
import type {
  ConfigurationSource,
  Encoded,
  FactLayout,
  LayoutSource,
  PlannedEvent,
  RuleGroupPart,
  RuleGroups,
} from '@pantau/contracts'
import type { Plan } from '@pantau/evaluation'
import type { CapturedFacts } from '@pantau/rule-kit'

/** The rules that a planned event's part is about, or why it can have no results. */
export type PartRules =
  | {
      readonly kind: 'found'
      readonly event: PlannedEvent
      /** Those of the event, by key. */
      readonly facts: CapturedFacts
      readonly plan: Plan
      /** Ascending indexes into the plan's `rules`. */
      readonly ruleIndexes: readonly number[]
    }
  | { readonly kind: 'refused'; readonly reason: string }

/** What has to be found before the rules of an event can run. */
export interface PartRulesSources {
  readonly configurations: ConfigurationSource
  readonly layouts: LayoutSource
}

/** Finds the rules of one event in its plan, and reads its facts by the layout that they name. */
export type FindPartRules = (event: PlannedEvent, plan: Plan, layout: FactLayout | undefined) => PartRules

/** Divides every plan once, as the event director does. */
export function createPartRulesFinder(groups: RuleGroups): FindPartRules {
  const sharesOf = createPlanDivider(groups)
  return (event, plan, layout) => {
    const { part } = event
    const share = sharesOf(plan)[part.index]
    if (share?.part.group !== part.group || share.part.count !== part.count) {
      return { kind: 'refused', reason: describeForeignPart(part) }
    }
    try {
      const facts = capturedFactsOf(event.facts, layout)
      return { kind: 'found', event, facts, plan, ruleIndexes: share.ruleIndexes }
    } catch (error) {
      if (error instanceof UndecodableMessageError) {
        return { kind: 'refused', reason: error.message }
      }
      throw error
    }
  }
}

/** The layout without which the event's facts cannot be read. */
export function layoutNamedBy({ facts }: PlannedEvent): string | undefined {
  return facts instanceof PackedFacts ? facts.layout : undefined
}

/** Finds the rules of each event of a batch, in its order. @throws what a source throws when it cannot be asked */
export async function resolvePartRules(
  batch: readonly Encoded<PlannedEvent>[],
  { configurations, layouts }: PartRulesSources,
  find: FindPartRules,
): Promise<readonly PartRules[]> {
  const resolutions = await resolvePlans(batch, configurations)
  const found = new Map<string, FactLayout | undefined>()
  for (const resolution of resolutions) {
    const layout = resolution.kind === 'planned' ? layoutNamedBy(resolution.message) : undefined
    if (layout !== undefined && !found.has(layout)) {
      found.set(layout, await layouts.layoutOf(layout))
    }
  }
  return resolutions.map((resolution) => {
    if (resolution.kind === 'refused') {
      return resolution
    }
    const { message, plan } = resolution
    return find(message, plan, found.get(layoutNamedBy(message) ?? ''))
  })
}

/** Such a message was planned under other groups: its results would not add up to one complete plan. */
function describeForeignPart(part: RuleGroupPart): string {
  return `Part ${part.index + 1} of ${part.count}, rule group ${part.group}, is not how this processor divides the plan`
}
