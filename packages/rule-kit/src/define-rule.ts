import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { factKey } from './fact-key.ts'
import type { FactDescriptor } from './fact.ts'
import type { FactValue, FactValueOf } from './fact-values.ts'
import type { Measurement } from './measurement.ts'
import type { Payment, TransactionType } from './payment.ts'
import { schemaProblems } from './schema-problems.ts'
import type { SchemaProblem } from './schema-problems.ts'

export type Needs = Readonly<Record<string, FactDescriptor>>
export type FactsOf<N extends Needs> = { readonly [K in keyof N]: FactValueOf<N[K]> }

/** How a rule's measurement becomes an outcome; the configuration must provide the matching part. */
export type OutcomeShape = 'bands' | 'cases' | 'fixed'

/** What a rule's number counts, where that is not plain: minor units are of the payment's currency. */
export type ValueUnit = 'milliseconds' | 'minor-units'

/** What is known of a rule without its parameters. */
export interface RuleFace {
  /** `<name>@<version>`, as network maps and configurations name it. */
  readonly id: string
  readonly title: string
  readonly outcomeShape: OutcomeShape
  /** Message types that the rule can evaluate; another one is `.err` with a reason. */
  readonly transactionTypes: readonly TransactionType[]
  /** Exit conditions that the rule can give; the configuration must list each, with its reason. */
  readonly exits: readonly string[]
  /** Exits that the configuration may leave out, as those of other makers do; they then have no reason, and weigh nothing. */
  readonly optionalExits?: readonly string[]
  /** Outcomes of a `fixed` rule; empty for the other shapes. */
  readonly fixedOutcomes: readonly string[]
  /** The largest band edge at which the rule's value is still exact; absent when there is no such bound. */
  readonly bandEdgeMax?: number
  /** For explanations: how the rule's number is said to a person. */
  readonly valueUnit?: ValueUnit
}

/**
 * A rule as its author writes it: pure, without IO, clock or randomness. It declares the facts that it needs and turns one payment
 * with those facts into a measurement. It may throw; the payment then gets `.err` for this rule, and a review.
 */
export interface RuleDefinition<P extends TSchema, N extends Needs> extends RuleFace {
  /** Schema of `config.parameters`; checked when configuration is loaded. */
  readonly parameters: P
  needs(parameters: Static<P>): N
  evaluate(input: RuleInput<P, N>): Measurement
}

export interface RuleInput<P extends TSchema, N extends Needs> {
  readonly payment: Payment
  readonly facts: FactsOf<N>
  readonly parameters: Static<P>
}

/**
 * Looks up a captured fact; throws `MissingFactError` rather than inventing a value. `key` is the fact's `factKey`, which a bound rule
 * works out once and not for every payment.
 */
export type FactLookup = <D extends FactDescriptor>(fact: D, key: string) => FactValueOf<D>

/** A rule with its parameters bound: the facts that it needs, and its evaluation. */
export interface BoundRule {
  readonly facts: readonly FactDescriptor[]
  evaluate(payment: Payment, lookUp: FactLookup): Measurement
}

/** Paths are JSON pointers below `config.parameters`. */
export type ParameterProblem = SchemaProblem

/** A rule as the registry holds it: its parameter and fact types are checked at run time, once, when it is bound. */
export interface Rule extends RuleFace {
  bind(parameters: unknown): { rule: BoundRule } | { problems: readonly ParameterProblem[] }
}

/**
 * Turns an author's definition into the rule that the registry holds.
 * `bind` checks the configured parameters against the schema once and answers with every problem found.
 */
export function defineRule<P extends TSchema, N extends Needs>(definition: RuleDefinition<P, N>): Rule {
  const validator = Compile(definition.parameters)
  return {
    id: definition.id,
    title: definition.title,
    outcomeShape: definition.outcomeShape,
    transactionTypes: definition.transactionTypes,
    exits: definition.exits,
    ...(definition.optionalExits === undefined ? {} : { optionalExits: definition.optionalExits }),
    fixedOutcomes: definition.fixedOutcomes,
    ...(definition.bandEdgeMax === undefined ? {} : { bandEdgeMax: definition.bandEdgeMax }),
    ...(definition.valueUnit === undefined ? {} : { valueUnit: definition.valueUnit }),
    bind(parameters) {
      if (!validator.Check(parameters)) {
        return { problems: schemaProblems(validator, parameters) }
      }
      const needed = Object.entries<FactDescriptor>(definition.needs(parameters)).map(([name, fact]) => ({
        name,
        fact,
        key: factKey(fact),
      }))
      return {
        rule: {
          facts: needed.map(({ fact }) => fact),
          evaluate: (payment, lookUp) =>
            definition.evaluate({ payment, parameters, facts: lookUpAll<N>(needed, lookUp) }),
        },
      }
    },
  }
}

interface NeededFact {
  readonly name: string
  readonly fact: FactDescriptor
  readonly key: string
}

function lookUpAll<N extends Needs>(needed: readonly NeededFact[], lookUp: FactLookup): FactsOf<N> {
  const facts: Record<string, FactValue> = {}
  for (const { name, fact, key } of needed) {
    facts[name] = lookUp(fact, key)
  }
  // Same keys as N, each with the value type of its descriptor: a mapped type that TypeScript cannot infer from a loop.
  return facts as FactsOf<N>
}
