import { compileConfiguration, decide, interdictions, runRules, scoreTypologies } from '@pantau/evaluation'
import { acceptAttempts, captureFacts, createMemoryBook } from '@pantau/facts'
import type { EarlierAttempt } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { ConditionInForce } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { expect, test } from 'vitest'
import { defaultConfigurationSet } from '../default-configuration-set.ts'

const clock = { nowNs: () => 0 }

function evaluate(
  sent: number,
  received: number,
  status: string,
  ...types: readonly ConditionInForce['type'][]
) {
  const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
  const plan = 'compiled' in compilation ? compilation.compiled.planFor('pacs.002.001.12') : undefined
  if (plan === undefined) {
    throw new Error('The default configuration plans status reports')
  }
  const payment = createExamplePayment({ status })
  const attempts = (count: number, side: 'debtor' | 'creditor', direction: 'sent' | 'received') =>
    Array.from({ length: count }, (_, index): EarlierAttempt => ({
      accountId: payment.instruction[side].accountId,
      direction,
      atMs: payment.occurredAtMs - index - 1,
    }))
  const book = createMemoryBook({
    conditions: types.map((type, index) => ({ conditionId: `c-${index}`, type, owner: 'creditor-account' })),
  })
  acceptAttempts(book, payment, [
    ...attempts(sent, 'debtor', 'sent'),
    ...attempts(received, 'creditor', 'received'),
  ])
  const facts = captureFacts(plan.facts, payment, book.history(payment))
  const ruleResults = runRules(plan, payment, facts, clock)
  const typologyResults = scoreTypologies(plan, ruleResults, clock)
  return {
    score: typologyResults[0]?.score,
    status: decide(typologyResults),
    interdictions: interdictions(plan, ruleResults, typologyResults).map((each) => each.kind),
  }
}

test.each<[number, number, string, readonly ConditionInForce['type'][], number, string, readonly string[]]>([
  // earlier sent, earlier received, status, conditions; score, decision, interdictions
  [0, 0, 'ACCC', [], 200, 'NALT', []],
  [1, 0, 'ACCC', [], 300, 'ALRT', []],
  [0, 1, 'ACCC', [], 300, 'ALRT', []],
  [1, 1, 'ACCC', [], 400, 'ALRT', []],
  [2, 0, 'ACCC', [], 500, 'ALRT', ['typology']],
  [0, 2, 'ACCC', [], 500, 'ALRT', ['typology']],
  [2, 2, 'ACCC', [], 800, 'ALRT', ['typology']],
  [9, 9, 'RJCT', [], 200, 'NALT', []],
  [0, 0, 'ACCC', ['overridable-block'], 200, 'ALRT', ['block']],
  [2, 2, 'ACCC', ['non-overridable-block'], 800, 'ALRT', ['block']],
  [2, 2, 'ACCC', ['override', 'non-overridable-block'], 800, 'ALRT', ['block']],
  [0, 0, 'ACCC', ['override'], 200, 'NALT', []],
  [2, 2, 'ACCC', ['override'], 800, 'ALRT', []],
  [2, 2, 'ACCC', ['override', 'overridable-block'], 800, 'ALRT', []],
  [9, 9, 'RJCT', ['overridable-block'], 200, 'ALRT', ['block']],
])(
  '%d sent and %d received before, %s, %j: score %d, %s, %j',
  (sent, received, status, conditions, score, decision, expected) => {
    expect(evaluate(sent, received, status, ...conditions)).toEqual({
      score,
      status: decision,
      interdictions: expected,
    })
  },
)
