import type { RuleGroups } from '@pantau/contracts'
import type { ServiceContext, Settings } from '@pantau/service-runtime'
import { monotonicClock } from '@pantau/stage-host'
import { createInlineExecutor } from './inline-executor.ts'
import type { PartRulesSources } from './part-rules.ts'
import { createPooledExecutor } from './pooled-executor.ts'
import type { RuleExecutor } from './rule-executor.ts'
import type { StopCause } from './run-unit.ts'
import type { ruleExecutionSettings } from './settings.ts'
import { SUSPENSION_MS } from './suspended-rules.ts'
import type { ConfiguredRule } from './suspended-rules.ts'

const BYTES_PER_MIB = 1_048_576

/** The executor that the settings ask for. It tells log and metrics of each rule that had to be given up. */
export async function createRuleExecutor(
  context: Pick<
    ServiceContext<Settings<typeof ruleExecutionSettings>>,
    'settings' | 'scope' | 'log' | 'metrics'
  >,
  deps: PartRulesSources & {
    readonly ruleGroups: RuleGroups
    readonly registryUrl: string
  },
): Promise<RuleExecutor> {
  const { settings, scope, log, metrics } = context
  const givenUp = metrics.counter({
    name: 'pantau_rules_given_up_total',
    help: 'Rules that exceeded their time budget or crashed their thread; each sent a payment to review.',
    labels: { cause: ['over-budget', 'crashed'] },
  })
  const suspensions = metrics.counter({
    name: 'pantau_rules_suspended_total',
    help: 'Times that a rule was suspended because it kept being given up; its payments go to review meanwhile.',
    labels: {},
  })
  const options = {
    ...deps,
    ruleBudgetMs: settings.ruleBudgetMs,
    onGivenUp(rule: ConfiguredRule, cause: StopCause, isSuspended: boolean): void {
      givenUp.add({ cause })
      log.error({ ...rule, cause }, 'A rule had to be given up')
      if (isSuspended) {
        suspensions.add({})
        log.error({ ...rule, suspensionMs: SUSPENSION_MS }, 'A rule is suspended')
      }
    },
  }
  const executor =
    settings.ruleExecution === 'inline'
      ? createInlineExecutor({ ...options, clock: monotonicClock })
      : await createPooledExecutor({
          ...options,
          threadCount: settings.ruleThreads,
          queueMax: settings.ruleQueueMax,
          threadHeapMaxMib: Math.floor(settings.ruleThreadHeapMaxBytes / BYTES_PER_MIB),
          onThreadLost: (err) => log.error({ err }, 'A rule thread was lost while it had nothing to do'),
        })
  return scope.use('rule executor', executor, (held) => held.close())
}
