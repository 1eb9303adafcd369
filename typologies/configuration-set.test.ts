import { readdirSync } from 'node:fs'
import { checkConfiguration } from '@pantau/evaluation'
import type { ConfigurationFinding } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { describe, expect, test } from 'vitest'
import { configurationSet, isShippedName, SHIPPED_NAMES } from './configuration-set.ts'
import { calibratedTypologies, followUpTypologies, scorecardTypologies } from './fitted-typologies.ts'
import type { ShippedName } from './configuration-set.ts'

/** As it would be activated. */
function check(name: ShippedName) {
  const checked = checkConfiguration(configurationSet(name), ruleRegistry)
  if ('problems' in checked) {
    throw new Error(JSON.stringify(checked.problems))
  }
  return checked
}

function findingsOf(name: ShippedName): readonly string[] {
  return check(name)
    .warnings.map((each: ConfigurationFinding) => `${each.name}: ${each.message}`)
    .toSorted()
}

const folders: readonly string[] = readdirSync(import.meta.dirname).filter((name) => /^\d{3}-/.test(name))

describe('the library', () => {
  test('has 29 typologies and the one of the mechanism', () => {
    expect(folders).toHaveLength(30)
  })

  test('is mapped completely, each typology named after its folder', () => {
    const mapped = configurationSet('pantau-library').typologies.map(({ cfg }) => cfg)
    const own = folders.filter((folder) => !folder.startsWith('999'))
    expect(mapped).toEqual(own.map((folder) => `${folder.slice(0, 3)}@pantau-1.0.0`))
  })

  test('has one scale: alert at 500 and interdiction at 700, but for the threshold of 185', () => {
    const scale = configurationSet('pantau-library').typologies.map(({ cfg, workflow }) => [
      cfg.slice(0, 3),
      workflow.alertThreshold,
      workflow.interdictionThreshold,
    ])
    expect(scale.filter(([, alert]) => alert !== 500)).toEqual([['185', 560, undefined]])
    expect(scale.filter(([, , interdiction]) => interdiction !== undefined)).toEqual([
      ['028', 500, 700],
      ['044', 500, 700],
      ['047', 500, 700],
      ['302', 500, 700],
    ])
  })
})

test.each(SHIPPED_NAMES)('%s names no rule, and holds no configuration, for nothing', (name) => {
  const findings = check(name).warnings.map((each) => each.name)
  expect(findings).not.toContain('unused-rule')
  expect(findings).not.toContain('unused-configuration')
})

/** Weights that are meant so, each said in the README of its typology. */
const KNOWN_FINDINGS: readonly string[] = [
  'single-outcome-alert: 091@1.0.0 is enough for an alert of 137@pantau-1.0.0 by itself with .03',
  'single-outcome-alert: 101@1.0.0 is enough for an alert of 010@pantau-1.0.0 by itself with .05',
  'weights-against-risk: 021@1.0.0 weighs less with .03 than with .02 in 047@pantau-1.0.0, although it is the riskier of the two',
  'weights-against-risk: 030@1.0.0 weighs less with .01 than with .02 in 216@pantau-1.0.0, although it is the riskier of the two',
  'weights-against-risk: 104@1.0.0 weighs less with .03 than with .02 in 303@pantau-1.0.0, although it is the riskier of the two',
]

test('the findings of the library are known', () => {
  expect(findingsOf('pantau-library')).toEqual(KNOWN_FINDINGS)
})

const numbers = (name: ShippedName): readonly string[] =>
  configurationSet(name).typologies.map(({ cfg }) => cfg.slice(0, 3))

describe('the fitted sets', () => {
  test('have every typology of the library, and the scorecards', () => {
    expect(numbers('pantau-default').toSorted()).toEqual(
      [
        ...numbers('pantau-library'),
        ...[...scorecardTypologies, ...followUpTypologies].map(({ cfg }) => cfg.slice(0, 3)),
      ].toSorted(),
    )
    expect(scorecardTypologies.length).toBeGreaterThan(0)
  })

  test('weigh what the library weighs: only thresholds differ, and none is lower', () => {
    const designed = new Map(
      configurationSet('pantau-library').typologies.map((typology) => [typology.cfg.slice(0, 3), typology]),
    )
    for (const { cfg, rules, expression, workflow } of calibratedTypologies) {
      const original = designed.get(cfg.slice(0, 3))
      expect({ rules, expression }).toEqual({ rules: original?.rules, expression: original?.expression })
      expect(workflow.alertThreshold).toBeGreaterThanOrEqual(original?.workflow.alertThreshold ?? Infinity)
    }
  })

  test('have scorecards on one scale, remembered from 500 on, their follow-up alerting about there, and no single outcome is enough for it', () => {
    for (const { workflow } of scorecardTypologies) {
      expect(workflow.rememberThreshold ?? workflow.alertThreshold).toBe(500)
    }
    for (const { workflow } of followUpTypologies) {
      expect(Math.abs((workflow.alertThreshold ?? NaN) - 500)).toBeLessThan(50)
    }
    expect(findingsOf('pantau-default').filter((finding) => /single-outcome.* of 40/.test(finding))).toEqual(
      [],
    )
  })

  test('find nothing in their own configuration but weights that were fitted, and what the library means so', () => {
    const kinds = findingsOf('pantau-default')
      .filter((finding) => !KNOWN_FINDINGS.includes(finding))
      .map((finding) => finding.split(':')[0])
    const meant = ['weights-against-risk', 'unreachable-alert']
    expect(kinds.filter((kind) => !meant.includes(kind ?? ''))).toEqual([])
  })

  test('are remembered from a score that is not above the alert, and out of reach only where the library was never right enough', () => {
    const { compiled } = check('pantau-default')
    const unreachable = findingsOf('pantau-default').filter((each) => each.startsWith('unreachable-alert'))
    for (const { alertThreshold, rememberThreshold, isFollowUp } of compiled.planFor('pacs.002.001.12')
      ?.typologies ?? []) {
      expect(rememberThreshold ?? 0).toBeLessThanOrEqual(alertThreshold)
      expect(isFollowUp && rememberThreshold !== undefined).toBe(false)
    }
    expect(unreachable.every((each) => each.includes('@pantau-calibrated-'))).toBe(true)
  })
})

test('only follow-ups look at earlier findings, so that all others are remembered', () => {
  for (const name of ['pantau-default', 'pantau-pre-settlement'] as const) {
    const plan = check(name).compiled.planFor('pacs.002.001.12')
    const followUps = plan?.typologies.filter(({ isFollowUp }) => isFollowUp).map(({ cfg }) => cfg)
    expect(followUps).toEqual(followUpTypologies.map(({ cfg }) => cfg))
  }
})

test('before settlement, what can stop a payment is evaluated on the instruction', () => {
  const { compiled } = check('pantau-pre-settlement')
  const before = compiled.planFor('pacs.008.001.10')
  const after = compiled.planFor('pacs.002.001.12')
  const stopping = after?.typologies.filter(
    ({ interdictionThreshold }) => interdictionThreshold !== undefined,
  )
  expect(before?.typologies.map(({ cfg }) => cfg)).toEqual(
    expect.arrayContaining(stopping?.map(({ cfg }) => cfg) ?? ['none']),
  )
  expect(
    before?.typologies.every(
      ({ interdictionThreshold, flowProcessor }) =>
        interdictionThreshold === undefined || flowProcessor !== undefined,
    ),
  ).toBe(true)
  expect(compiled.planFor('pacs.002.001.12')?.typologies).toHaveLength(
    29 + scorecardTypologies.length + followUpTypologies.length,
  )
})

test('names are told from others', () => {
  expect(SHIPPED_NAMES.every(isShippedName)).toBe(true)
  expect(isShippedName('toString')).toBe(false)
})

test.each(SHIPPED_NAMES)('every call answers a set %s of its own', (name) => {
  const changed = configurationSet(name)
  changed.rules.length = 0
  for (const typology of changed.typologies) {
    typology.workflow.alertThreshold = -1
  }
  expect(check(name).set.rules.length).toBeGreaterThan(0)
})
