import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileConfiguration, RuleConfigurationSchema } from '@pantau/evaluation'
import type { RuleConfiguration } from '@pantau/evaluation'
import type { Rule } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import { defaultRuleConfigurations, parityRuleConfigurations, ruleRegistry } from './index.ts'

const NOT_RULES = ['dist', 'node_modules', 'test']
const FILES = ['rule.ts', 'parameters.ts', 'config.default.json', 'rule.test.ts', 'README.md']
const SECTIONS = ['Pattern', 'Source', 'Known false positives']
/** Rules below this number have a published configuration; the others are Pantau's own, or have it as their default. */
const PUBLISHED_BELOW = 100

const entries: readonly string[] = readdirSync(import.meta.dirname)
const folders = entries.filter((entry) => !entry.includes('.') && !NOT_RULES.includes(entry))

const configurationSchema = Compile(RuleConfigurationSchema)
const parseAll = (candidates: readonly unknown[]): readonly RuleConfiguration[] =>
  candidates.map((candidate) => configurationSchema.Parse(candidate))
const defaults = parseAll(defaultRuleConfigurations)
const parities = parseAll(parityRuleConfigurations)

const textOf = (...path: readonly string[]): string =>
  readFileSync(join(import.meta.dirname, ...path), 'utf8')
const isPublished = (folder: string): boolean => Number.parseInt(folder, 10) < PUBLISHED_BELOW

async function ruleIn(folder: string): Promise<Rule> {
  const module = (await import(join(import.meta.dirname, folder, 'rule.ts'))) as Record<string, Rule>
  const rules = Object.values(module).filter((exported) => typeof exported.bind === 'function')
  const [rule] = rules
  if (rule === undefined || rules.length > 1) {
    throw new Error(`${folder}/rule.ts exports ${rules.length} rules`)
  }
  return rule
}

test('there are rule folders', () => {
  expect(folders.length).toBeGreaterThan(0)
})

describe.each(folders)('%s', (folder) => {
  test.each(FILES)('has %s', (file) => {
    expect(existsSync(join(import.meta.dirname, folder, file))).toBe(true)
  })

  test('is named after its rule, which is in the registry', async () => {
    const rule = await ruleIn(folder)
    expect(ruleRegistry.find(rule.id)).toBe(rule)
    expect(folder.startsWith(`${rule.id.split('@')[0]?.toLowerCase()}-`)).toBe(true)
  })

  test('has its default configuration, and what it has beside it, among the defaults', async () => {
    const { id } = await ruleIn(folder)
    const files: readonly string[] = readdirSync(join(import.meta.dirname, folder))
    const own = files
      .filter((file) => file.startsWith('config.') && file !== 'config.parity.json')
      .map((file): unknown => JSON.parse(textOf(folder, file)))
    expect(defaults.filter((configuration) => configuration.id === id)).toEqual(own)
  })

  test('has its published configuration, if there is one, among those', async () => {
    const { id } = await ruleIn(folder)
    const path = join(import.meta.dirname, folder, 'config.parity.json')
    expect(existsSync(path)).toBe(isPublished(folder))
    const own: readonly unknown[] = isPublished(folder) ? [JSON.parse(readFileSync(path, 'utf8'))] : []
    expect(parities.filter((configuration) => configuration.id === id)).toEqual(own)
  })

  test('says in its README what it is for', () => {
    const text = textOf(folder, 'README.md')
    for (const section of SECTIONS) {
      expect(text).toContain(`**${section}.**`)
    }
    expect(text).toMatch(/\*\*(Measures|Reads)\*\*/)
    expect(text).toMatch(/^\| Outcome +\|/m)
  })

  test('explains every parameter and every outcome of its default configuration in its README', async () => {
    const { id } = await ruleIn(folder)
    const text = textOf(folder, 'README.md')
    const config = defaults.find((configuration) => configuration.id === id)?.config
    for (const name of Object.keys(config?.parameters ?? {})) {
      expect(text).toContain(`\`${name}\``)
    }
    for (const { subRuleRef } of [...(config?.exitConditions ?? []), ...(config?.bands ?? [])]) {
      expect(text).toMatch(new RegExp(`^\\| \`${subRuleRef.replace('.', '\\.')}\``, 'm'))
    }
  })
})

test('every rule has an id of its own, and there are as many as folders', () => {
  expect(new Set(ruleRegistry.rules.map((rule) => rule.id)).size).toBe(folders.length)
  expect(ruleRegistry.rules).toHaveLength(folders.length)
})

test('the registry and both lists of configurations are in the order of the folders', () => {
  for (const list of [ruleRegistry.rules, defaults, parities]) {
    const ids = list.map(({ id }) => id.toLowerCase())
    expect(ids).toEqual(ids.toSorted())
  }
})

test('a rule has its default and its published configuration under different names', () => {
  const names = [...defaults, ...parities].map(({ id, cfg }) => `${id} ${cfg}`)
  expect(new Set(names).size).toBe(names.length)
})

test('an unknown rule is not found', () => {
  expect(ruleRegistry.find('901@9.9.9')).toBeUndefined()
})

test.each([...defaults, ...parities].map((each) => [each.id, each.cfg, each] as const))(
  'the configuration of %s by the name of %s is sound',
  (_id, _cfg, configuration) => {
    const set = {
      networkMap: { active: true, cfg: '1', messages: [] },
      rules: [configuration],
      typologies: [],
    }
    const compilation = compileConfiguration(set, ruleRegistry)
    expect('problems' in compilation ? compilation.problems : []).toEqual([])
  },
)
