import { describe, expect, it } from 'vitest'
import { exampleRegistry, exampleSet } from '../../test/example-configuration.ts'
import { checkRuleConfiguration } from './check-rule-configuration.ts'
import type { RuleConfiguration } from './rule-configuration.ts'

function amountConfiguration(): RuleConfiguration {
  const found = exampleSet().rules.find(({ id }) => id === 'amount@1.0.0')
  if (found === undefined) {
    throw new Error('The example configures amount@1.0.0')
  }
  return found
}

const band = (subRuleRef: string, limits: object): { subRuleRef: string; reason: string } => ({
  subRuleRef,
  reason: 'x',
  ...limits,
})

describe('a rule configuration by itself', () => {
  it('is held against the rule where this deployment has it', () => {
    const amount = amountConfiguration()
    expect(checkRuleConfiguration(amount, exampleRegistry)).toEqual([])
    const config = { ...amount.config, parameters: { factor: 'two' }, exitConditions: [] }
    expect(checkRuleConfiguration({ ...amount, config }, exampleRegistry)).toEqual([
      { path: '/config/parameters/factor', message: 'must be number' },
      { path: '/config/exitConditions', message: 'must list .x00, which amount@1.0.0 can give' },
    ])
  })

  it('may be that of a rule to come, whose bands and cases must make sense all the same', () => {
    const unknown = { id: 'later@1.0.0', cfg: '1' }
    const bands = [band('.01', { upperLimit: 1 }), band('.02', { lowerLimit: 2 })]
    const twice = { subRuleRef: '.01', reason: 'x', value: 1 }
    const cases = { expressions: [twice, twice], alternative: { subRuleRef: '.00', reason: 'x' } }
    expect(checkRuleConfiguration({ ...unknown, config: {} }, exampleRegistry)).toEqual([])
    expect(
      checkRuleConfiguration({ ...unknown, config: { bands, cases } }, exampleRegistry).map(
        ({ path }) => path,
      ),
    ).toEqual(['/config/bands/1/lowerLimit', '/config/cases/expressions/1/value'])
  })
})
