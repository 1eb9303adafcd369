import { createContext, Script } from 'node:vm'
import { compileOutcomeTable, ERROR_OUTCOME, RuleConfigurationSchema, runRules } from '@pantau/evaluation'
import type { Plan, PlannedRule, RuleConfiguration, RuleResult } from '@pantau/evaluation'
import { describeFact, FACT_VALUE_SCHEMAS, factKey } from '@pantau/rule-kit'
import type { CapturedFacts, FactDescriptor, FactKind, FactValue, Payment, Rule } from '@pantau/rule-kit'
import * as fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'
import { defaultRuleConfigurations, ruleRegistry } from './index.ts'
import { arbitraryOf } from './test/fact-value-arbitrary.ts'
import { anyPayment } from './test/payment-arbitrary.ts'

/** A rule that never ends would stop the test run; the guard is far above any budget, so it is no measurement. */
const GUARD_MS = 25_000
const guard = new Script('work()')

function guarded(work: () => void): void {
  guard.runInContext(createContext({ work }), { timeout: GUARD_MS })
}

const schema = Compile(RuleConfigurationSchema)
const configurations = defaultRuleConfigurations.map((candidate): RuleConfiguration =>
  schema.Parse(candidate),
)

function ruleOf({ id }: RuleConfiguration): Rule {
  const rule = ruleRegistry.find(id)
  if (rule === undefined) {
    throw new Error(`${id} is configured and does not exist`)
  }
  return rule
}

function planned(rule: Rule, configuration: RuleConfiguration): PlannedRule {
  const bound = rule.bind(configuration.config.parameters ?? {})
  if ('problems' in bound) {
    throw new Error(`${rule.id} ${configuration.cfg} is not sound`)
  }
  return {
    ruleId: rule.id,
    cfg: configuration.cfg,
    transactionTypes: rule.transactionTypes,
    bound: bound.rule,
    outcomes: compileOutcomeTable(rule, configuration.config),
  }
}

function planOf(rule: PlannedRule): Plan {
  return {
    transactionType: 'pacs.002.001.12',
    messageId: '004@1.0.0',
    messageCfg: '1.0.0',
    rules: [rule],
    typologies: [],
    facts: rule.bound.facts,
  }
}

/** Any value that the schemas allow for each fact of a rule; now and then one that was not captured. */
function anyFacts(descriptors: readonly FactDescriptor[]): fc.Arbitrary<CapturedFacts> {
  const entries = descriptors.map((fact) => {
    const check = Compile(FACT_VALUE_SCHEMAS[fact.kind])
    return [
      factKey(fact),
      arbitraryOf(FACT_VALUE_SCHEMAS[fact.kind]).filter((value): value is FactValue => check.Check(value)),
    ] as const
  })
  const all = fc.record(Object.fromEntries(entries))
  return fc.oneof(
    { weight: 20, arbitrary: all },
    { weight: 1, arbitrary: all.map((facts) => Object.fromEntries(Object.entries(facts).slice(1))) },
  )
}

function run(plan: Plan, payment: Payment, facts: CapturedFacts): RuleResult {
  const [result] = runRules(plan, payment, facts, { nowNs: () => 0 })
  if (result === undefined) {
    throw new Error('A plan of one rule has one result')
  }
  return result
}

describe.each(configurations.map((each) => [each.id, each.cfg, each] as const))(
  '%s %s',
  (_id, _cfg, each) => {
    const rule = ruleOf(each)
    const subject = planned(rule, each)
    const plan = planOf(subject)
    const anyCase = fc.record({
      payment: anyPayment(rule.transactionTypes),
      facts: anyFacts(subject.bound.facts),
    })

    test('gives any payment one of its outcomes: the same twice, with a finite number, and a reason where it could not tell', () => {
      guarded(() => {
        fc.assert(
          fc.property(anyCase, ({ payment, facts }) => {
            const before = inspect({ payment, facts })
            const result = run(plan, payment, facts)
            expect(subject.outcomes.references).toContain(result.outcome)
            expect(Number.isFinite(result.value)).toBe(true)
            expect((result.reason ?? '') === '').toBe(result.outcome !== ERROR_OUTCOME)
            expect(run(plan, payment, facts)).toEqual(result)
            expect(inspect({ payment, facts })).toBe(before)
          }),
          { numRuns: 200 },
        )
      })
    })

    test('has facts that can be said in words, whatever they hold', () => {
      fc.assert(
        fc.property(anyCase, ({ payment, facts }) => {
          for (const fact of subject.bound.facts) {
            const value = facts[factKey(fact)]
            const words = value === undefined ? undefined : describeFact<FactKind>(fact, value, payment)
            expect(words?.fact).not.toBe('')
            expect(words?.value).not.toBe('')
          }
        }),
        { numRuns: 30 },
      )
    })
  },
)

/** All of it as text: whether a rule changed what it was given. */
function inspect(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? `${each}n` : each))
}
