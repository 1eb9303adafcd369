import { Type } from 'typebox'
import { ATTEMPTS_MAX, defineRule, measure } from '@pantau/rule-kit'

/** As many rules as a full configuration has, each of which reads one of a few facts. For comparing executors. */
export const LIGHT_RULE_COUNT = 33

export const lightRuleIds: readonly string[] = Array.from(
  { length: LIGHT_RULE_COUNT },
  (_, index) => `light-${index}@1.0.0`,
)

const rules = lightRuleIds.map((id, index) =>
  defineRule({
    id,
    title: 'Counts attempts',
    outcomeShape: 'bands',
    transactionTypes: ['pacs.002.001.12'],
    exits: [],
    fixedOutcomes: [],
    bandEdgeMax: ATTEMPTS_MAX - 1,
    parameters: Type.Object({}),
    needs: () => ({
      attempts: {
        kind: 'attempt-count',
        party: index % 2 === 0 ? 'debtor' : 'creditor',
        direction: 'sent',
        windowMs: 3_600_000 * (1 + (index % 5)),
      },
    }),
    evaluate: ({ facts }) => measure(facts.attempts.count),
  }),
)

export const ruleRegistry = { find: (ruleId: string) => rules.find((rule) => rule.id === ruleId) }
