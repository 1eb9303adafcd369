import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { compileConfiguration, RuleConfigurationSchema } from '@pantau/evaluation'
import type { RuleConfiguration } from '@pantau/evaluation'
import type { Rule } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import { defaultRuleConfigurations, ruleRegistry } from './index.ts'

const NOT_RULES = ['dist', 'node_modules', 'test']
const entries: readonly string[] = readdirSync(import.meta.dirname)
const folders = entries.filter((entry) => !entry.includes('.') && !NOT_RULES.includes(entry))

const configurationSchema = Compile(RuleConfigurationSchema)
const configurations: readonly RuleConfiguration[] = defaultRuleConfigurations.map((candidate) =>
  configurationSchema.Parse(candidate),
)

test('there are rule folders', () => {
  expect(folders.length).toBeGreaterThan(0)
})

describe.each(folders)('%s', (folder) => {
  test.each(['rule.ts', 'parameters.ts', 'config.default.json', 'rule.test.ts', 'README.md'])(
    'has %s',
    (file) => {
      expect(existsSync(join(import.meta.dirname, folder, file))).toBe(true)
    },
  )

  test('has its rules in the registry and its default configuration among the defaults', async () => {
    const module = (await import(join(import.meta.dirname, folder, 'rule.ts'))) as Record<string, Rule>
    const rules = Object.values(module).filter((exported) => typeof exported.bind === 'function')
    expect(rules).toHaveLength(1)
    for (const rule of rules) {
      expect(ruleRegistry.find(rule.id)).toBe(rule)
      expect(configurations.map((configuration) => configuration.id)).toContain(rule.id)
      expect(folder.startsWith(`${rule.id.split('@')[0]?.toLowerCase()}-`)).toBe(true)
    }
  })
})

test('every rule has an id of its own, and there are as many as folders', () => {
  expect(new Set(ruleRegistry.rules.map((rule) => rule.id)).size).toBe(folders.length)
  expect(ruleRegistry.rules).toHaveLength(folders.length)
})

test('an unknown rule is not found', () => {
  expect(ruleRegistry.find('901@9.9.9')).toBeUndefined()
})

test.each(configurations.map((configuration) => [configuration.id, configuration] as const))(
  'the default configuration of %s is sound',
  (_id, configuration) => {
    const set = {
      networkMap: { active: true, cfg: '1', messages: [] },
      rules: [configuration],
      typologies: [],
    }
    expect(compileConfiguration(set, ruleRegistry)).not.toHaveProperty('problems')
  },
)
