import { compileConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { expect, test } from 'vitest'
import { defaultConfigurationSet } from './default-configuration-set.ts'

test('the default configuration compiles with the registry', () => {
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  expect('problems' in compilation ? compilation.problems : []).toEqual([])
})

test('it evaluates status reports, by three rules and one typology', () => {
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  const plan = 'compiled' in compilation ? compilation.compiled.planFor('pacs.002.001.12') : undefined
  expect(plan?.messageId).toBe('004@4.0.0')
  expect(plan?.rules.map((rule) => rule.ruleId)).toEqual(['EFRuP@4.0.0', '901@4.0.0', '902@4.0.0'])
  expect(plan?.typologies.map((typology) => typology.cfg)).toEqual(['999-901-902@4.0.0'])
  expect(plan?.facts).toEqual([
    { kind: 'conditions' },
    { kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: 86_400_000 },
    { kind: 'attempt-count', party: 'creditor', direction: 'received', windowMs: 86_400_000 },
  ])
})

test('every call answers a set of its own', () => {
  const changed = defaultConfigurationSet()
  const before = structuredClone(changed)
  changed.typologies.length = 0
  changed.rules.length = 0
  expect(before.rules.length).toBeGreaterThan(0)
  expect(defaultConfigurationSet()).toEqual(before)
})
