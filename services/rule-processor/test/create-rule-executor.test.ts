import { createMetrics, createLogger, ReleasingScope } from '@pantau/service-runtime'
import { expect, it } from 'vitest'
import { createRuleExecutor } from '../src/create-rule-executor.ts'
import { STRIKES_MAX } from '../src/suspended-rules.ts'
import { createFixtureSource } from './fixture-configuration.ts'
import { createFixtureLayouts } from './fixture-layouts.ts'
import { delivered, fixtureEvent } from './fixture-events.ts'

it('counts the rules that were given up, and each time that one is suspended for it', async () => {
  const metrics = createMetrics({ name: 'rule-processor', version: '0' })
  const { log } = createLogger({ service: 'rule-processor', version: '0', instance: 'test', level: 'silent' })
  const scope = new ReleasingScope()
  const executor = await createRuleExecutor(
    {
      settings: {
        ruleExecution: 'inline',
        ruleBudgetMs: 20,
        ruleThreads: 1,
        ruleQueueMax: 1,
        ruleThreadHeapMaxBytes: 2 ** 26,
      },
      scope,
      log,
      metrics,
    },
    {
      configurations: createFixtureSource(),
      layouts: createFixtureLayouts(),
      ruleGroups: {},
      registryUrl: '',
    },
  )
  for (let payment = 0; payment < STRIKES_MAX + 5; payment += 1) {
    await executor.run([delivered(fixtureEvent(`M-loop-${payment}`))])
  }
  await scope.release()
  const rendered = await metrics.render()
  expect(rendered).toMatch(
    new RegExp(`^pantau_rules_given_up_total\\{.*over-budget.*\\} ${STRIKES_MAX}$`, 'm'),
  )
  expect(rendered).toMatch(/^pantau_rules_suspended_total\{.*\} 1$/m)
})
