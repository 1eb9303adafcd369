import type { CapturedFacts } from '@pantau/rule-kit'

/**
 * Facts as they travel: packed values in the order of a layout, which is a list of facts' keys on record under an id. The keys are the same
 * for every payment of a plan, and would be most of an event. Whoever needs the facts finds the keys and calls `nameFacts`.
 */
export class PackedFacts {
  readonly layout: string
  /** Not checked yet: what they have to be, the keys say. */
  readonly values: readonly unknown[]

  constructor(layout: string, values: readonly unknown[]) {
    this.layout = layout
    this.values = values
  }
}

/** The facts of an event: as they were captured, or as they travelled. */
export type EventFacts = CapturedFacts | PackedFacts
