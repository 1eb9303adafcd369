import { channels } from '@pantau/contracts'
import type { PlannedEvent, RuleOutcomes } from '@pantau/contracts'
import { ack, reject } from '@pantau/stream'
import type { Stage, Verdict } from '@pantau/stream'
import type { RuleExecutor } from './rule-executor.ts'

export interface RuleProcessorDeps {
  readonly executor: Pick<RuleExecutor, 'run'>
  /** The rule group that this processor serves. */
  readonly ruleGroup: string
}

/** Runs the rules of one group on each planned event. It has no database and no cache: facts came with the event. */
export function createRuleProcessorStage(deps: RuleProcessorDeps): Stage<PlannedEvent, RuleOutcomes> {
  return {
    name: 'rule-processor',
    input: channels.rules(deps.ruleGroup),
    async handle(batch) {
      const answers = await deps.executor.run(batch)
      return answers.map((answer): Verdict<RuleOutcomes> =>
        answer.kind === 'refused'
          ? reject(answer.reason)
          : ack([{ channel: channels.typologyProcessor, message: answer.outcomes }]),
      )
    },
  }
}
