import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { configurationSet } from '@pantau/typologies'
import { expect, it } from 'vitest'
import { allRulesBeside } from './all-rules-set.ts'
import { chooseLine } from './choose-line.ts'
import { fitFollowUp } from './fit-follow-up.ts'

const FIT_WITHIN_MS = 120_000

it('fits a follow-up to what other typologies said', { timeout: FIT_WITHIN_MS }, async () => {
  const { typologies } = configurationSet('pantau-default')
  const steps: string[] = []
  const common = {
    accounts: 250,
    days: 12,
    typologies: typologies.filter(({ cfg }) => !cfg.startsWith('408@')),
    onStep: (step: string) => steps.push(step),
  }
  const fitted = await fitFollowUp({ ...common, worlds: [{ seed: 1, scenarios: 'base' }] })
  const { followUp, alerts } = fitted
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

  const lineAt = async (precisionMin: number) => {
    const worlds = [{ seed: 2, scenarios: 'base' }]
    const chosen = await chooseLine({ ...common, worlds, fitted, precisionMin })
    expect({ ...chosen, workflow: followUp.workflow }).toEqual(followUp)
    return chosen.workflow.alertThreshold ?? NaN
  }
  const lowest = await lineAt(0)
  expect(lowest).toBeGreaterThan(0)
  expect(await lineAt(0.1)).toBeGreaterThan(lowest)
  await expect(lineAt(1.1)).rejects.toThrow('There is no line above which 1.1 of the alerts are right')
})
