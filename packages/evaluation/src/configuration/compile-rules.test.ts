import { defineRule, outcome } from '@pantau/rule-kit'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { amountRule, exampleRegistry, exampleSet, flowRule } from '../../test/example-configuration.ts'
import { compileConfiguration } from './compile-configuration.ts'
import { compileRules } from './compile-rules.ts'
import { configurationKey } from './configuration-key.ts'

const FLOW = configurationKey({ id: 'flow@1.0.0', cfg: 'none' })

test('a fixed rule that needs no parameters may be mapped without a configuration', () => {
  const compilation = compileRules(exampleSet(), exampleRegistry).get(FLOW)
  expect(compilation?.planned?.outcomes.references).toEqual(['.err', 'none', 'block', 'override'])
})

test('a fixed rule may have a configuration all the same', () => {
  const set = exampleSet()
  set.rules.push({ id: 'flow@1.0.0', cfg: 'none', config: { bands: [], exitConditions: [] } })
  expect(compileConfiguration(set, exampleRegistry)).toHaveProperty('compiled')
})

test('a fixed rule that needs parameters must be configured', () => {
  const demanding = defineRule({
    id: 'flow@1.0.0',
    title: 'Flow with a limit',
    outcomeShape: 'fixed',
    transactionTypes: flowRule.transactionTypes,
    exits: [],
    fixedOutcomes: ['none', 'block', 'override'],
    parameters: Type.Object({ limit: Type.Number() }),
    needs: () => ({}),
    evaluate: () => outcome('none'),
  })
  const registry = {
    find: (ruleId: string) => (ruleId === demanding.id ? demanding : exampleRegistry.find(ruleId)),
  }
  const set = exampleSet()
  const compilation = compileConfiguration(set, registry)
  expect('problems' in compilation && compilation.problems).toContainEqual({
    path: '/networkMap/messages/0/typologies/0/rules/0',
    message: 'the set has no configuration of rule flow@1.0.0 with cfg none',
  })
  set.rules.push({ id: 'flow@1.0.0', cfg: 'none', config: { parameters: { limit: 1 } } })
  expect(compileConfiguration(set, registry)).toHaveProperty('compiled')
})

test('a rule that measures is never taken as configured', () => {
  const set = exampleSet()
  set.rules = set.rules.filter((rule) => rule.id !== amountRule.id)
  const key = configurationKey({ id: amountRule.id, cfg: '1.0.0' })
  expect(compileRules(set, exampleRegistry).has(key)).toBe(false)
})
