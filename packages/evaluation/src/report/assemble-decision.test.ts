import { createExamplePayment } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { examplePlan, exampleSet } from '../../test/example-configuration.ts'
import { exampleEvaluation } from '../../test/example-evaluation.ts'
import { decide } from '../decision/decide.ts'
import { interdictions } from '../decision/interdictions.ts'
import { assembleDecision } from './assemble-decision.ts'
import { assembleReport } from './assemble-report.ts'
import type { EvaluatedPayment } from './evaluated-payment.ts'

const payment = createExamplePayment()
const plan = examplePlan()
const example = exampleEvaluation(payment)

/** The example with anything decided about it that a plan of its shape can come to. */
const evaluations: fc.Arbitrary<EvaluatedPayment> = fc
  .record({
    outcomes: fc.array(fc.constantFrom('none', 'block', 'override', '.err', '.01'), {
      minLength: example.ruleResults.length,
      maxLength: example.ruleResults.length,
    }),
    says: fc.array(fc.record({ review: fc.boolean(), interdict: fc.boolean(), score: fc.double() }), {
      minLength: example.typologyResults.length,
      maxLength: example.typologyResults.length,
    }),
  })
  .map(({ outcomes, says }) => {
    const typologyResults = example.typologyResults.map((result, index) => ({ ...result, ...says[index] }))
    return {
      ...example,
      status: decide(typologyResults),
      ruleResults: example.ruleResults.map((result, index) => ({
        ...result,
        outcome: outcomes[index] ?? result.outcome,
      })),
      typologyResults,
    }
  })

describe('assembleDecision', () => {
  it('says in the terms of the report what led to the decision, with the thresholds', () => {
    expect(assembleDecision(example, plan)).toEqual({
      state: 'decided',
      action: 'review',
      evaluationID: '0198a1c2-6d30-7b1e-8f42-9c0d5e7a1b23',
      status: 'ALRT',
      timestamp: '2026-05-04T09:30:02.007Z',
      review: true,
      interdiction: false,
      typologyResult: [
        {
          id: 'typology-processor',
          cfg: 'T2@1.0.0',
          result: 200,
          review: true,
          interdiction: false,
          workflow: { alertThreshold: 200 },
        },
      ],
    })
  })

  it('names the rule that found a block, and stops the payment because of it', () => {
    const blocked = exampleEvaluation(payment, [
      { conditionId: 'c-1', type: 'overridable-block', owner: 'debtor-entity' },
    ])
    expect(assembleDecision(blocked, plan)).toMatchObject({
      action: 'stop',
      interdiction: true,
      ruleResult: [{ id: 'flow@1.0.0', cfg: 'none', subRuleRef: 'block' }],
    })
  })

  it('says why a typology could not tell', () => {
    const typologyResults = example.typologyResults.map((result) => ({ ...result, reason: 'no number' }))
    expect(assembleDecision({ ...example, typologyResults }, plan).typologyResult).toMatchObject([
      { reason: 'no number' },
    ])
  })

  it('stops exactly where an interdiction leaves, and else asks for a review exactly where an alert does', () => {
    fc.assert(
      fc.property(evaluations, (evaluation) => {
        const { action, review, interdiction, status } = assembleDecision(evaluation, plan)
        const leaves = interdictions(plan, evaluation.ruleResults, evaluation.typologyResults).length > 0
        expect([interdiction, review, status]).toEqual([
          leaves,
          evaluation.status === 'ALRT',
          evaluation.status,
        ])
        const otherwise = review ? 'review' : 'proceed'
        expect(action).toBe(leaves ? 'stop' : otherwise)
      }),
    )
  })

  it('has of each typology that asks for something what the report has of it', () => {
    fc.assert(
      fc.property(evaluations, (evaluation) => {
        const { report } = assembleReport({
          evaluation,
          configuration: exampleSet(),
          document: {},
          instruction: payment.instruction,
          minorUnitExponent: () => 2,
        })
        const asking = evaluation.typologyResults.map(({ review, interdict }) => review || interdict)
        const decision = assembleDecision(evaluation, plan)
        expect(decision.evaluationID).toBe(report.evaluationID)
        expect(decision.timestamp).toBe(report.timestamp)
        expect(
          decision.typologyResult.map(({ id, cfg, result, review, workflow }) => ({
            id,
            cfg,
            result,
            review,
            workflow,
          })),
        ).toEqual(
          report.tadpResult.typologyResult
            .filter((_result, index) => asking[index])
            .map(({ id, cfg, result, review, workflow }) => ({ id, cfg, result, review, workflow })),
        )
      }),
    )
  })

  it('says the same without a plan, or with another one, but for the thresholds', () => {
    const other = { ...plan, typologies: plan.typologies.toReversed() }
    fc.assert(
      fc.property(evaluations, fc.constantFrom(undefined, other), (evaluation, useless) => {
        const { typologyResult, ...rest } = assembleDecision(evaluation, plan)
        expect(assembleDecision(evaluation, useless)).toEqual({
          ...rest,
          typologyResult: typologyResult.map(({ workflow: _workflow, ...result }) => result),
        })
      }),
    )
  })
})
