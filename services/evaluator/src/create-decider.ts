import { messageKeyText } from '@pantau/contracts'
import type { DecideEvents, EvaluationItem } from '@pantau/store'
import { chainStages } from '@pantau/stream'
import { decisionStage, scoringChain } from './evaluation-chain.ts'
import type { DecisionDeps, ScoringChainDeps } from './evaluation-chain.ts'

export interface DeciderDeps extends ScoringChainDeps, Omit<DecisionDeps, 'writer'> {
  /** Told how many of some events it has no answer for, and the error where there was one. */
  readonly onLeft: (count: number, error?: unknown) => void
}

/**
 * The evaluation stages as a function: what they decide is handed back instead of committed. It never rejects. An event that they refuse,
 * or would have again, has no answer, and neither has any where they failed: the stages behind the broker have the retries and the quarantine.
 */
export function createDecider(deps: DeciderDeps): DecideEvents {
  const scoring = scoringChain(deps)
  return async (events) => {
    const decided = new Map<string, EvaluationItem>()
    const writer = {
      async write(items: readonly EvaluationItem[]) {
        for (const item of items) {
          decided.set(messageKeyText(item.record.header), item)
        }
        return items.map(() => 'written' as const)
      },
    }
    try {
      await chainStages(scoring, decisionStage({ ...deps, writer })).handle(events)
    } catch (error) {
      deps.onLeft(events.length, error)
      return events.map(() => undefined)
    }
    const answers = events.map((event) => decided.get(messageKeyText(event.value().header)))
    const leftCount = answers.filter((answer) => answer === undefined).length
    if (leftCount > 0) {
      deps.onLeft(leftCount)
    }
    return answers
  }
}
