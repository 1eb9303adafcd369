import type { RuleName } from './rule-name.ts'

/** A rule that counts the debtor account's payments in a window, this one included. */
export function bandsTemplate(name: RuleName): Readonly<Record<string, string>> {
  return {
    'rule.ts': rule(name),
    'parameters.ts': PARAMETERS,
    'config.default.json': configuration(name),
    'rule.test.ts': test(name),
    'README.md': readme(name),
  }
}

const rule = ({
  id,
  title,
  exportName,
}: RuleName): string => `import { defineRule, measure } from '@pantau/rule-kit'
import { exitUnlessSettling } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** How often the debtor account paid in a trailing window, this payment included. */
export const ${exportName} = defineRule({
  id: '${id}',
  title: '${title}',
  outcomeShape: 'bands',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: ['.x00'],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  bandEdgeMax: 63,
  parameters,
  needs: ({ maxQueryRange }) => ({
    earlier: { kind: 'payment-count', party: 'debtor', direction: 'sent', windowMs: maxQueryRange },
  }),
  evaluate: ({ payment, facts: { earlier } }) => exitUnlessSettling(payment) ?? measure(earlier.count + 1),
})
`

const PARAMETERS = `import { Type } from 'typebox'
import { QueryRangeMsSchema } from '../query-range.ts'

/** \`maxQueryRange\`: the trailing window in which payments are counted, in milliseconds. */
export const parameters = Type.Object({ maxQueryRange: QueryRangeMsSchema })
`

const configuration = ({ id, title }: RuleName): string =>
  JSON.stringify({
    id,
    cfg: 'pantau-1.0.0',
    desc: title,
    config: {
      parameters: { maxQueryRange: 86_400_000 },
      exitConditions: [
        { subRuleRef: '.x00', reason: 'the payment was not completed' },
        { subRuleRef: '.x02', reason: 'the payment is from an account to itself' },
      ],
      bands: [
        { subRuleRef: '.01', upperLimit: 5, reason: 'fewer than five outgoing payments in range' },
        { subRuleRef: '.02', lowerLimit: 5, reason: 'five or more outgoing payments in range' },
      ],
    },
  })

const test = ({ exportName }: RuleName): string => `import { expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import type { GivenFacts } from '../test/rule-probe.ts'
import { testSettlingOnly } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import { ${exportName} } from './rule.ts'

const probe = createRuleProbe(${exportName}, configuration)
const earlier = (count: number): GivenFacts => ({ 'payment-count': { count, saturated: false } })

test.each([
  [0, '.01', 1],
  [3, '.01', 4],
  [4, '.02', 5],
])('%d payments before', (count, outcome, value) => {
  expect(probe(settledPayment, earlier(count))).toEqual([outcome, value])
})

test('payments that were not captured are an error', () => {
  expect(() => probe(settledPayment, {})).toThrow('does not carry the fact payment-count')
})

test('they are those that the debtor account made in the configured window', () => {
  expect(needsOf(${exportName}, configuration)).toEqual([
    { kind: 'payment-count', party: 'debtor', direction: 'sent', windowMs: 86_400_000 },
  ])
})

testSettlingOnly(probe, earlier(1), ['.01', 2])

test.each([undefined, 0, -1, 0.5, '86400000', 1e15])('a maxQueryRange of %j is refused', (maxQueryRange) => {
  expect(${exportName}.bind({ maxQueryRange })).toHaveProperty('problems')
})
`

const readme = ({
  number,
  title,
}: RuleName): string => `# ${number}: ${title.charAt(0).toLowerCase()}${title.slice(1)}

**Pattern.** Money leaves one account in several payments within a day.

**Source.** None yet: a rule that no public source calls for is hard to defend.

**Applies to** \`pacs.008.001.10\`, while the payment can still be stopped, and \`pacs.002.001.12\`, the status report that ends it.

**Measures** the number of settled payments that the debtor account made in the window \`[t - maxQueryRange, t]\`, closed at both ends, where
\`t\` is the time of this message. This payment is among them.

| Parameter | Unit | Allowed | Default |
| --- | --- | --- | --- |
| \`maxQueryRange\` | milliseconds | 1 to 316,224,000,000 (ten years) | 86,400,000 (24 hours) |

| Outcome | When | Default reason |
| --- | --- | --- |
| \`.err\` | the message has no status, or the payments were not captured | as raised |
| \`.x00\` | the status is not \`ACCC\` | the payment was not completed |
| \`.x02\` | the payment is from an account to itself | the payment is from an account to itself |
| \`.01\` | fewer than 5 | fewer than five outgoing payments in range |
| \`.02\` | 5 or more | five or more outgoing payments in range |

Counts are exact up to 63; a band edge above is refused when configuration is compiled.

**Known false positives.** Anyone who pays often.
`
