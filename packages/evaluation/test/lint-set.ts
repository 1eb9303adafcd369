import { defineRule, measure } from '@pantau/rule-kit'
import { Type } from 'typebox'
import { lintConfiguration } from '../src/index.ts'
import type { ConfigurationFinding, ConfigurationSet, RuleKnowledge, RuleRegistry } from '../src/index.ts'

const BANDS = ['.01', '.02', '.03'] as const

function bandRule(id: string) {
  return defineRule({
    id,
    title: id,
    outcomeShape: 'bands',
    transactionTypes: ['pacs.002.001.12', 'pacs.008.001.10', 'pain.001.001.11'],
    exits: ['.x00'],
    fixedOutcomes: [],
    parameters: Type.Object({ windowMs: Type.Optional(Type.Number()) }),
    needs: () => ({}),
    evaluate: () => measure(0),
  })
}

/** Rules `a`, `b`, `c`, `gate` and, of earlier findings, `seen`, each with an exit and three bands, and the flow processor `flow`. */
const rules = new Map([
  ...['a', 'b', 'c', 'gate'].map((id) => [id, bandRule(id)] as const),
  [
    'seen',
    defineRule({
      id: 'seen',
      title: 'seen',
      outcomeShape: 'bands',
      transactionTypes: ['pacs.002.001.12'],
      exits: ['.x00'],
      fixedOutcomes: [],
      parameters: Type.Object({ windowMs: Type.Number() }),
      needs: ({ windowMs }) => ({ findings: { kind: 'account-findings', party: 'debtor', windowMs } }),
      evaluate: ({ facts: { findings } }) => measure(findings.count),
    }),
  ] as const,
  [
    'flow',
    defineRule({
      id: 'flow',
      title: 'flow',
      outcomeShape: 'fixed',
      transactionTypes: ['pacs.002.001.12'],
      exits: [],
      fixedOutcomes: ['none', 'block', 'override'],
      parameters: Type.Object({}),
      needs: () => ({}),
      evaluate: () => measure(0),
    }),
  ] as const,
])

/** `a` is riskier in its higher bands, `b` in its lower ones; `a` and `c` find the same when their windows are equal. */
const knowledge: RuleKnowledge = {
  riskOrder: (id) => (id === 'a' ? 'rising' : id === 'b' ? 'falling' : undefined),
  overlap: (first, second) =>
    [first.id, second.id].toSorted().join() === 'a,c' &&
    first.config.parameters?.['windowMs'] === second.config.parameters?.['windowMs']
      ? 'equal windows'
      : undefined,
}

export const lintRegistry: RuleRegistry = { find: (id) => rules.get(id), knowledge }

/** Weights by outcome; what is left out weighs 0. */
export type Weights = Readonly<Record<string, number>>

/** A set with one typology `T` over these rules, each configured, with the threshold 100 where none is given. */
export function lintSet(
  weights: Readonly<Record<string, Weights>>,
  expression: readonly unknown[],
  workflow: Partial<ConfigurationSet['typologies'][number]['workflow']> = {},
): ConfigurationSet {
  const references = Object.keys(weights).map((id) => ({ id, cfg: id === 'flow' ? 'none' : '1' }))
  return {
    networkMap: {
      active: true,
      cfg: '1',
      messages: [
        {
          id: '004',
          cfg: '1',
          txTp: 'pacs.002.001.12',
          typologies: [{ id: 'typology-processor', cfg: 'T', rules: references }],
        },
      ],
    },
    rules: references.filter(({ id }) => id !== 'flow').map(({ id }) => ruleConfiguration(id)),
    typologies: [
      {
        id: 'typology-processor',
        cfg: 'T',
        workflow: { alertThreshold: 100, ...workflow },
        rules: references.map((reference) => ({
          ...reference,
          termId: reference.id,
          wghts: Object.entries({
            '.err': 0,
            ...(reference.id === 'flow'
              ? { none: 0, block: 0, override: 0 }
              : { '.x00': 0, '.01': 0, '.02': 0, '.03': 0 }),
            ...weights[reference.id],
          }).map(([ref, wght]) => ({ ref, wght })),
        })),
        expression: [...expression],
      },
    ],
  }
}

export function ruleConfiguration(id: string): ConfigurationSet['rules'][number] {
  return {
    id,
    cfg: '1',
    config: {
      parameters: { windowMs: 1 },
      exitConditions: [{ subRuleRef: '.x00', reason: 'not settled' }],
      bands: BANDS.map((subRuleRef, index) => ({
        subRuleRef,
        reason: subRuleRef,
        ...(index === 0 ? {} : { lowerLimit: index }),
        ...(index === BANDS.length - 1 ? {} : { upperLimit: index + 1 }),
      })),
    },
  }
}

/** What the lint finds, as name and place. */
export function findingsOf(set: ConfigurationSet): readonly (readonly [string, string])[] {
  return lintConfiguration(set, lintRegistry).map(
    ({ name, path }: ConfigurationFinding) => [name, path] as const,
  )
}
