import { describe, expect, test } from 'vitest'
import { findingsOf, lintRegistry, lintSet, ruleConfiguration } from '../../test/lint-set.ts'
import type { Weights } from '../../test/lint-set.ts'
import { checkConfiguration } from '../configuration/check-configuration.ts'
import { compileConfiguration } from '../configuration/compile-configuration.ts'
import type { ConfigurationSet } from '../configuration/configuration-set.ts'

const OPEN: Weights = { '.err': 1, '.01': 1, '.02': 1 }
const RISING: Weights = { '.02': 40, '.03': 80 }
const FALLING: Weights = { '.01': 80, '.02': 40 }
const GATED = ['Multiply', 'gate', ['Add', 'a', 'b']]

/** A gate that rules a case out and fails open, and two rules that must agree. */
const sound = () => lintSet({ gate: OPEN, a: RISING, b: FALLING }, GATED)

test('a sound set has no findings', () => {
  expect(findingsOf(sound())).toEqual([])
})

const WORKFLOW = '/typologies/0/workflow'

type Case = readonly [name: string, set: ConfigurationSet, findings: readonly (readonly [string, string])[]]

describe('thresholds', () => {
  test.each<Case>([
    [
      'an alert that no combination reaches',
      lintSet({ gate: OPEN, a: RISING, b: FALLING }, GATED, { alertThreshold: 161 }),
      [['unreachable-alert', `${WORKFLOW}/alertThreshold`]],
    ],
    [
      'an alert that the highest combination reaches exactly',
      lintSet({ gate: OPEN, a: RISING, b: FALLING }, GATED, { alertThreshold: 160 }),
      [],
    ],
    [
      'an alert behind a gate that never opens',
      lintSet({ gate: { '.err': 1 }, a: RISING, b: FALLING }, GATED),
      [
        ['unreachable-alert', `${WORKFLOW}/alertThreshold`],
        ['unused-rule', '/typologies/0/rules/0'],
      ],
    ],
    [
      'an alert that only .err could reach, which asks for a review by itself',
      lintSet({ a: { ...RISING, '.err': 500 }, b: FALLING }, ['Add', 'a', 'b'], { alertThreshold: 200 }),
      [['unreachable-alert', `${WORKFLOW}/alertThreshold`]],
    ],
    [
      'an interdiction that nothing reaches, without a flow processor',
      lintSet({ gate: OPEN, a: RISING, b: FALLING }, GATED, { interdictionThreshold: 161 }),
      [
        ['unreachable-interdiction', `${WORKFLOW}/interdictionThreshold`],
        ['interdiction-without-flow-processor', WORKFLOW],
      ],
    ],
    [
      'an interdiction that is reached, with a flow processor',
      lintSet({ gate: OPEN, a: RISING, b: FALLING, flow: {} }, GATED, {
        interdictionThreshold: 160,
        flowProcessor: 'flow',
      }),
      [],
    ],
    [
      'one to be remembered from, of a typology that looks at earlier findings',
      lintSet({ a: RISING, b: FALLING, seen: RISING }, ['Add', 'a', 'b', 'seen'], { rememberThreshold: 50 }),
      [['remember-without-effect', `${WORKFLOW}/rememberThreshold`]],
    ],
    [
      'one to be remembered from, of another',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b'], { rememberThreshold: 50 }),
      [],
    ],
    [
      'an alert for every payment',
      lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b', 100]),
      [['permanent-alert', `${WORKFLOW}/alertThreshold`]],
    ],
  ])('%s', (_name, set, findings) => {
    expect(findingsOf(set)).toEqual(findings)
  })
})

describe('one outcome that is enough for an alert', () => {
  test('is found behind open gates', () => {
    const set = lintSet({ gate: OPEN, a: { '.02': 40, '.03': 100 }, b: FALLING }, GATED)
    expect(findingsOf(set)).toEqual([['single-outcome-alert', '/typologies/0/rules/1/wghts']])
  })

  test('is found beside what the others weigh at least', () => {
    const set = lintSet({ a: RISING, c: { '.x00': 20, '.01': 20, '.02': 20, '.03': 20 } }, ['Add', 'a', 'c'])
    set.rules[1] = { ...ruleConfiguration('c'), config: { ...ruleConfiguration('c').config, parameters: {} } }
    expect(findingsOf(set)).toEqual([['single-outcome-alert', '/typologies/0/rules/0/wghts']])
  })

  test('is not found where the gate that also counts is needed for it', () => {
    const expression = ['Multiply', ['Min', 1, 'b'], ['Add', 'a', 'b']]
    expect(findingsOf(lintSet({ a: RISING, b: FALLING }, expression))).toEqual([])
  })
})

describe('gates', () => {
  test.each<Case>([
    [
      'that rule a case out and close when they could not tell',
      lintSet({ gate: { '.01': 1, '.02': 1 }, a: RISING, b: FALLING }, GATED),
      [['gate-closed-on-error', '/typologies/0/rules/0/wghts']],
    ],
    [
      'that ask for something may close when they could not tell',
      lintSet({ gate: { '.02': 1, '.03': 1 }, a: RISING, b: FALLING }, GATED),
      [],
    ],
    [
      'that are half open',
      lintSet({ gate: { '.02': 0.5, '.03': 1 }, a: RISING, b: FALLING }, GATED),
      [
        ['gate-neither-open-nor-closed', '/typologies/0/rules/0/wghts'],
        ['fractional-weight', '/typologies/0/rules/0/wghts'],
      ],
    ],
    [
      'that close for a band between open ones',
      lintSet({ gate: { '.01': 50, '.03': 60 }, a: RISING, b: FALLING }, [
        'Multiply',
        ['Min', 1, 'gate'],
        ['Add', 'gate', 'a', 'b'],
      ]),
      [['gate-with-a-hole', '/typologies/0/rules/0/wghts']],
    ],
    [
      'that multiply by the weight that they add',
      lintSet({ a: { '.02': 1, '.03': 2 }, b: FALLING }, ['Multiply', 'a', ['Add', 'a', 'b']]),
      [['gate-counted-twice', '/typologies/0/expression']],
    ],
  ])('%s', (_name, set, findings) => {
    expect(findingsOf(set)).toEqual(findings)
  })
})

describe('weights', () => {
  test.each<Case>([
    [
      'below zero',
      lintSet({ gate: OPEN, a: { '.x00': -5, ...RISING }, b: FALLING }, GATED),
      [['negative-weight', '/typologies/0/rules/1/wghts']],
    ],
    [
      'of a fraction',
      lintSet({ gate: OPEN, a: { '.02': 40.5, '.03': 80 }, b: FALLING }, GATED),
      [['fractional-weight', '/typologies/0/rules/1/wghts']],
    ],
    [
      'that fall where the risk rises',
      lintSet({ gate: OPEN, a: FALLING, b: FALLING }, GATED),
      [['weights-against-risk', '/typologies/0/rules/1/wghts']],
    ],
    [
      'that rise where the risk falls',
      lintSet({ gate: OPEN, a: RISING, b: RISING }, GATED),
      [['weights-against-risk', '/typologies/0/rules/2/wghts']],
    ],
    [
      'of two rules that find the same',
      lintSet({ gate: OPEN, a: RISING, c: RISING }, ['Multiply', 'gate', ['Add', 'a', 'c']]),
      [['same-signal-twice', '/typologies/0/rules/2/wghts']],
    ],
  ])('%s', (_name, set, findings) => {
    expect(findingsOf(set)).toEqual(findings)
  })
})

describe('what a set holds for nothing', () => {
  test('a rule that weighs nothing, and one that the expression leaves out', () => {
    const set = lintSet({ a: RISING, b: FALLING, c: {}, gate: OPEN }, ['Add', 'a', 'b', 'c'])
    expect(findingsOf(set)).toEqual([
      ['unused-rule', '/typologies/0/rules/2'],
      ['unused-rule', '/typologies/0/rules/3'],
    ])
  })

  test('a typology that no message is mapped to, and a rule that no typology has', () => {
    const set = sound()
    const [typology] = set.typologies
    set.typologies.push(...(typology === undefined ? [] : [{ ...typology, cfg: 'other' }]))
    set.rules.push(ruleConfiguration('c'))
    expect(findingsOf(set)).toEqual([
      ['unused-configuration', '/typologies/1'],
      ['unused-configuration', '/rules/3'],
    ])
  })
})

/** A set with a plan for messages that are never evaluated. */
function withInitiations(): ConfigurationSet {
  const set = sound()
  const [message] = set.networkMap.messages
  set.networkMap.messages.push(
    ...(message === undefined ? [] : [{ ...message, txTp: 'pain.001.001.11' as const }]),
  )
  return set
}

test('a message type that is never evaluated', () => {
  expect(findingsOf(withInitiations())).toEqual([['never-evaluated-type', '/networkMap/messages/1/txTp']])
})

describe('checking before activation', () => {
  test('refuses errors', () => {
    expect(checkConfiguration(withInitiations(), lintRegistry)).toEqual({
      problems: [
        {
          path: '/networkMap/messages/1/txTp',
          message:
            'pain.001.001.11 carries no payment to evaluate; mapped are pacs.008.001.10 and pacs.002.001.12',
        },
      ],
    })
  })

  test('tells warnings', () => {
    const set = lintSet({ a: RISING, b: FALLING }, ['Add', 'a', 'b'], { alertThreshold: 900 })
    expect(checkConfiguration(set, lintRegistry)).toMatchObject({
      set,
      warnings: [
        {
          name: 'unreachable-alert',
          severity: 'warning',
          path: `${WORKFLOW}/alertThreshold`,
          message: 'is never reached: the highest score of T is 160',
        },
      ],
    })
  })

  test('refuses what does not compile, with all problems', () => {
    const set = { ...sound(), rules: [] }
    expect(checkConfiguration(set, lintRegistry)).toEqual(compileConfiguration(set, lintRegistry))
    expect(compileConfiguration(set, lintRegistry)).toHaveProperty('problems')
  })

  test('what runs already is compiled whatever the lint finds', () => {
    expect(compileConfiguration(withInitiations(), lintRegistry)).toHaveProperty('compiled')
  })
})

test('without knowledge of the rules, nothing is said about their order', () => {
  const set = lintSet({ gate: OPEN, a: FALLING, b: FALLING }, GATED)
  const checked = checkConfiguration(set, { find: lintRegistry.find })
  expect(checked).toMatchObject({ warnings: [] })
})
