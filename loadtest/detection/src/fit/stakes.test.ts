import { parseConfigurationSet } from '@pantau/evaluation'
import { defaultRuleConfigurations } from '@pantau/rules'
import { expect, it } from 'vitest'
import { stakesByAmount } from './stakes.ts'

const parsed = parseConfigurationSet({
  networkMap: { active: true, cfg: 'none', messages: [] },
  rules: defaultRuleConfigurations,
  typologies: [],
})
const rules = 'set' in parsed ? parsed.set.rules : []

it('adds more the larger the amount is, and nothing to speak of at 200 to 500 euros', () => {
  const { rule, logOdds } = stakesByAmount(rules)
  const added = Object.values(logOdds)
  const bands = rules.find(({ id, cfg }) => `${id} ${cfg}` === rule)?.config.bands ?? []
  expect(Object.keys(logOdds)).toEqual(bands.map(({ subRuleRef }) => subRuleRef))
  expect(added).toEqual(added.toSorted((left, right) => left - right))
  expect(Math.abs(logOdds['.05'] ?? Infinity)).toBeLessThan(0.05)
  expect(Object.values(logOdds).every(Number.isFinite)).toBe(true)
})

it('needs the rule that measures amounts', () => {
  expect(() => stakesByAmount(rules.filter(({ id }) => !id.startsWith('091@')))).toThrow(TypeError)
})
