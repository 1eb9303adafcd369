import type { CapturedEvent, Encoded } from '@pantau/contracts'
import type { EvaluationItem } from '../evaluation/create-evaluation-writer.ts'
import type { AcceptanceOutcome } from './accept-request.ts'

/**
 * Decides on events before they are committed: one answer per event, in order; undefined for one that it leaves to the stages behind the
 * broker. It runs inside the transaction that accepts the messages and holds the locks of their accounts, so it must be quick, and must
 * not throw: what it could not do is left.
 */
export type DecideEvents = (
  events: readonly Encoded<CapturedEvent>[],
) => Promise<readonly (EvaluationItem | undefined)[]>

/** Decides what can be decided of what a batch has accepted: an event that is decided is no longer owed to anybody. */
export async function decideEvents(
  outcomes: readonly AcceptanceOutcome[],
  decide: DecideEvents | undefined,
): Promise<readonly AcceptanceOutcome[]> {
  const events = outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? outcome.events : []))
  if (decide === undefined || events.length === 0) {
    return outcomes
  }
  const answers = await decide(events)
  const items = new Map(events.map((event, index) => [event, answers[index]]))
  return outcomes.map((outcome) =>
    outcome.kind === 'accepted' && outcome.events.length > 0
      ? {
          kind: 'accepted',
          events: outcome.events.filter((event) => items.get(event) === undefined),
          decided: outcome.events.flatMap((event) => items.get(event) ?? []),
        }
      : outcome,
  )
}

/** What was decided, in the order of the outcomes. */
export function decidedItems(outcomes: readonly AcceptanceOutcome[]): readonly EvaluationItem[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'accepted' ? (outcome.decided ?? []) : []))
}
