import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import type { ConditionInForce, Payment } from '@pantau/rule-kit'
import { decide, runRules, scoreTypologies } from '../src/index.ts'
import type { EvaluatedPayment } from '../src/index.ts'
import { examplePlan, steppingClock } from './example-configuration.ts'

/** What the example set says of a payment, as it would be stored. */
export function exampleEvaluation(
  payment: Payment = createExamplePayment(),
  conditions: readonly ConditionInForce[] = [],
): EvaluatedPayment {
  const plan = examplePlan()
  const facts = captureFacts(plan.facts, payment, createMemoryBook({ conditions }).history(payment))
  const ruleResults = runRules(plan, payment, facts, steppingClock(11))
  const typologyResults = scoreTypologies(plan, ruleResults, steppingClock(22))
  return {
    header: {
      tenantId: payment.tenantId,
      transactionType: payment.transactionType,
      messageId: payment.messageId,
      dataPreparationNs: 5_000,
      eventDirectorNs: 600,
    },
    evaluationId: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
    status: decide(typologyResults),
    ruleResults,
    typologyResults,
    evaluatedAtMs: Date.UTC(2026, 4, 4, 9, 30, 2, 7),
    adjudicationNs: 33,
  }
}
