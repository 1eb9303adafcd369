import { compileOutcomeTable, RuleConfigurationSchema } from '@pantau/evaluation'
import { createFactLookup, factKey } from '@pantau/rule-kit'
import type { FactKind, FactDescriptor, FactValue, FactValues, Payment, Rule } from '@pantau/rule-kit'
import { Compile } from 'typebox/compile'

/** Values by kind of fact; a function where a rule needs several of one kind. A fact that is not given is missing, and gives an error. */
export type GivenFacts = {
  readonly [K in FactKind]?: FactValues[K] | ((fact: Extract<FactDescriptor, { kind: K }>) => FactValues[K])
}

/** For tests of rules: the outcome and the measured value that a configuration gives a payment with these facts. @throws as the rule does */
export type RuleProbe = (payment: Payment, given: GivenFacts) => readonly [outcome: string, value: number]

export function createRuleProbe(rule: Rule, configuration: unknown): RuleProbe {
  const { config } = Compile(RuleConfigurationSchema).Parse(configuration)
  const outcomes = compileOutcomeTable(rule, config)
  const bound = rule.bind(config.parameters)
  if ('problems' in bound) {
    throw new Error(JSON.stringify(bound.problems))
  }
  return (payment, given) => {
    const facts: Record<string, FactValue> = {}
    for (const fact of bound.rule.facts) {
      const value: unknown = given[fact.kind]
      if (value !== undefined) {
        facts[factKey(fact)] = (typeof value === 'function' ? value(fact) : value) as FactValue
      }
    }
    const { outcome, value } = outcomes.place(bound.rule.evaluate(payment, createFactLookup(facts)))
    return [outcome, value]
  }
}
