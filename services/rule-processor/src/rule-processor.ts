import { channels } from '@pantau/contracts'
import type { PlannedEvent, RuleOutcomes, SpansInProgress } from '@pantau/contracts'
import { ERROR_OUTCOME } from '@pantau/evaluation'
import { ack, reject } from '@pantau/stream'
import type { Stage, Verdict } from '@pantau/stream'
import type { RuleExecutor, RunAnswer } from './rule-executor.ts'

export interface RuleProcessorDeps {
  readonly executor: Pick<RuleExecutor, 'run'>
  /** The rule group that this processor serves. */
  readonly ruleGroup: string
  /** Where it shows how many rules ran, for messages that are traced. */
  readonly spans?: SpansInProgress | undefined
}

/** Runs the rules of one group on each planned event. It has no database and no cache: facts came with the event. */
export function createRuleProcessorStage(deps: RuleProcessorDeps): Stage<PlannedEvent, RuleOutcomes> {
  return {
    name: 'rule-processor',
    input: channels.rules(deps.ruleGroup),
    async handle(batch) {
      const answers = await deps.executor.run(batch)
      if (deps.spans?.isEmpty === false) {
        showRules(answers, deps.spans)
      }
      return answers.map((answer): Verdict<RuleOutcomes> =>
        answer.kind === 'refused'
          ? reject(answer.reason)
          : ack([{ channel: channels.typologyProcessor, message: answer.outcomes }]),
      )
    },
  }
}

/** What rules ran where values are at hand; outcomes that came from another thread as bytes are not read for it. */
function showRules(answers: readonly RunAnswer[], spans: SpansInProgress): void {
  for (const answer of answers) {
    if (answer.kind === 'outcomes' && answer.outcomes.isDecoded) {
      const { header, ruleResults } = answer.outcomes.value()
      spans.of(header.traceParent)?.set({
        'pantau.rules.count': ruleResults.length,
        'pantau.rules.errors': ruleResults.filter(({ outcome }) => outcome === ERROR_OUTCOME).length,
      })
    }
  }
}
