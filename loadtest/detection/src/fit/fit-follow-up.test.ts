import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { configurationSet } from '@pantau/typologies'
import { expect, it } from 'vitest'
import { allRulesBeside } from './all-rules-set.ts'
import { fitFollowUp } from './fit-follow-up.ts'

const FIT_WITHIN_MS = 120_000

it('fits a follow-up to what other typologies said', { timeout: FIT_WITHIN_MS }, async () => {
  const { typologies } = configurationSet('pantau-default')
  const steps: string[] = []
  const { followUp, alerts } = await fitFollowUp({
    worlds: [{ seed: 1, scenarios: 'base' }],
    accounts: 250,
    days: 12,
    alertProbability: 0.15,
    typologies: typologies.filter(({ cfg }) => !cfg.startsWith('408@')),
    onStep: (step) => steps.push(step),
  })
  expect(steps).toHaveLength(2)

  const compilation = compileConfiguration(allRulesBeside([followUp]), ruleRegistry)
  const plan = 'compiled' in compilation ? compilation.compiled.planFor('pacs.002.001.12') : undefined
  expect(plan?.typologies.find(({ cfg }) => cfg === followUp.cfg)?.isFollowUp).toBe(true)
  expect(followUp.rules.map(({ id }) => id)).toContain('126@1.0.0')

  const thresholds = new Map(
    typologies.map(({ cfg, workflow }) => [cfg, workflow.rememberThreshold ?? workflow.alertThreshold]),
  )
  expect(Object.keys(alerts)).not.toHaveLength(0)
  for (const [cfg, alert] of Object.entries(alerts)) {
    expect(alert).toBeGreaterThanOrEqual(thresholds.get(cfg) ?? Infinity)
  }
})
