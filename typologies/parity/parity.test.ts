import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkConfiguration } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { describe, expect, test } from 'vitest'
import { configurationSet } from '../configuration-set.ts'

const set = configurationSet('parity')
const checked = checkConfiguration(set, ruleRegistry)

test('the published typologies are activated as they are, each over its published rules', () => {
  expect('problems' in checked ? checked.problems : []).toEqual([])
  expect(set.typologies).toHaveLength(31)
  expect(set.rules.filter(({ id }) => !id.startsWith('EFRuP')).map(({ cfg }) => cfg)).toEqual(
    Array.from({ length: 33 }, () => '1.0.0'),
  )
})

test.each([
  ['028@1.0.0', 13, 900, 1_000],
  ['047@1.0.0', 15, 1_000, 1_200],
  ['137@1.0.0', 1, 200, undefined],
  ['179@1.0.0', 2, 200, 200],
  ['214@1.0.0', 22, 1_500, undefined],
])('%s adds %d rules, with alert at %d and interdiction at %s', (cfg, count, alert, interdiction) => {
  const typology = set.typologies.find((each) => each.cfg === cfg)
  expect(typology?.expression).toHaveLength(count + 1)
  expect([typology?.workflow.alertThreshold, typology?.workflow.interdictionThreshold]).toEqual([
    alert,
    interdiction,
  ])
})

describe('what the check says about it', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/migration-parity.md'), 'utf8')
  const told = [...page.matchAll(/^\| `([a-z-]+)` +\| ([\d, ]+?) +\|/gm)].map(([, name, typologies]) => [
    name,
    typologies?.split(', '),
  ])

  test('is what the page on migration lists', () => {
    const found = new Map<string, Set<string>>()
    for (const { name, path } of 'warnings' in checked ? checked.warnings : []) {
      const typology = set.typologies[Number(path.split('/')[2])]?.cfg.slice(0, 3) ?? ''
      found.set(name, (found.get(name) ?? new Set()).add(typology))
    }
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries([...found].map(([name, typologies]) => [name, [...typologies]])),
    )
    expect(told).toHaveLength(found.size)
  })
})
