import type { RuleName } from './rule-name.ts'

/** A rule that tells payments apart by their purpose code. */
export function casesTemplate(name: RuleName): Readonly<Record<string, string>> {
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
}: RuleName): string => `import { classify, defineRule } from '@pantau/rule-kit'
import { exitIfSelfTransfer } from '../early-exit.ts'
import { parameters } from './parameters.ts'

/** What the payment is for, by its purpose code; the empty text where it has none. */
export const ${exportName} = defineRule({
  id: '${id}',
  title: '${title}',
  outcomeShape: 'cases',
  transactionTypes: ['pacs.008.001.10', 'pacs.002.001.12'],
  exits: [],
  optionalExits: ['.x02'],
  fixedOutcomes: [],
  parameters,
  needs: () => ({}),
  evaluate: ({ payment }) =>
    exitIfSelfTransfer(payment) ?? classify(payment.instruction.purposeCode ?? ''),
})
`

const PARAMETERS = `import { Type } from 'typebox'

/** None: which codes matter is said by the cases. */
export const parameters = Type.Object({})
`

const configuration = ({ id, title }: RuleName): string =>
  JSON.stringify({
    id,
    cfg: 'pantau-1.0.0',
    desc: title,
    config: {
      parameters: {},
      exitConditions: [{ subRuleRef: '.x02', reason: 'the payment is from an account to itself' }],
      cases: {
        expressions: [{ subRuleRef: '.01', value: 'SALA', reason: 'the payment is a salary' }],
        alternative: { subRuleRef: '.00', reason: 'the payment is for something else' },
      },
    },
  })

const test = ({ exportName }: RuleName): string => `import { expect, test } from 'vitest'
import { needsOf } from '../test/needs-of.ts'
import { instructed, settledPayment } from '../test/payment-variants.ts'
import { createRuleProbe } from '../test/rule-probe.ts'
import { testAnyStatus } from '../test/test-exits.ts'
import configuration from './config.default.json' with { type: 'json' }
import { ${exportName} } from './rule.ts'

const probe = createRuleProbe(${exportName}, configuration)

test.each([
  ['SALA', '.01'],
  ['sala', '.00'],
  ['', '.00'],
])('the purpose code %j', (purposeCode, outcome) => {
  expect(probe(instructed({ purposeCode }), {})).toEqual([outcome, 0])
})

test('no purpose code', () => {
  expect(probe(settledPayment, {})).toEqual(['.00', 0])
})

test('no history is needed', () => {
  expect(needsOf(${exportName}, configuration)).toEqual([])
})

testAnyStatus(probe, {}, ['.00', 0])
`

const readme = ({
  number,
  title,
}: RuleName): string => `# ${number}: ${title.charAt(0).toLowerCase()}${title.slice(1)}

**Pattern.** None by itself: what a payment is for says which other signals matter.

**Source.** ISO 20022, external code set ExternalPurpose1Code.

**Applies to** \`pacs.008.001.10\`, while the payment can still be stopped, and \`pacs.002.001.12\`, the status report that ends it.

**Measures** the purpose code of the payment (\`Purp.Cd\`), as received. No history.

No parameters.

| Outcome | When | Default reason |
| --- | --- | --- |
| \`.err\` | never, but for a failure of the program | as raised |
| \`.x02\` | the payment is from an account to itself | the payment is from an account to itself |
| \`.01\` | \`SALA\` | the payment is a salary |
| \`.00\` | anything else, and no purpose code | the payment is for something else |

**Known false positives.** Purpose codes are what the payer says.
`
