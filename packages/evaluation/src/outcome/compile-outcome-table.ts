import type { Measurement, RuleFace } from '@pantau/rule-kit'
import type { RuleConfiguration } from '../configuration/rule-configuration.ts'
import { ruleReferences } from './outcome-references.ts'
import type { OutcomeTable, RuleOutcome } from './outcome-table.ts'
import { ERROR_OUTCOME } from './rule-result.ts'
import { selectBand } from './select-band.ts'
import { selectCase } from './select-case.ts'

/**
 * Compiles the outcome part of a checked rule configuration. What cannot be placed (a value that is no number, an exit that is not
 * configured, a text where bands are) becomes `.err` with its reason: a rule that could not tell never passes for one that found nothing.
 */
export function compileOutcomeTable(face: RuleFace, config: RuleConfiguration['config']): OutcomeTable {
  const { weighed, silent } = ruleReferences(face, config)
  const exits = new Set([...(config.exitConditions ?? []).map((exit) => exit.subRuleRef), ...silent])
  const fixed = new Set(face.fixedOutcomes)
  const references = [...weighed, ...silent]
  return {
    references,
    referenceIndexes: new Map(references.map((reference, index) => [reference, index])),
    place(measurement) {
      switch (measurement.kind) {
        case 'value':
          return placeValue(config, measurement)
        case 'case':
          return config.cases === undefined
            ? couldNotTell('The rule measured a text, but no cases are configured')
            : { outcome: selectCase(config.cases, measurement.value), value: 0 }
        case 'exit':
          return placeExit(exits, measurement)
        case 'outcome':
          return fixed.has(measurement.ref)
            ? { outcome: measurement.ref, value: 0 }
            : couldNotTell(`The rule does not declare the outcome ${measurement.ref}`)
      }
    },
  }
}

function placeValue(
  { bands, cases }: RuleConfiguration['config'],
  { value }: Extract<Measurement, { kind: 'value' }>,
): RuleOutcome {
  if (!Number.isFinite(value)) {
    return couldNotTell('The rule measured no finite number')
  }
  if (cases !== undefined) {
    return { outcome: selectCase(cases, value), value: withoutMinusZero(value) }
  }
  const band = bands === undefined ? undefined : selectBand(bands, value)
  return band === undefined
    ? couldNotTell('No configured band holds the measured number')
    : { outcome: band.subRuleRef, value: withoutMinusZero(value) }
}

function placeExit(
  exits: ReadonlySet<string>,
  { ref, value }: Extract<Measurement, { kind: 'exit' }>,
): RuleOutcome {
  if (!exits.has(ref)) {
    return couldNotTell(`The exit condition ${ref} is not configured`)
  }
  return Number.isFinite(value)
    ? { outcome: ref, value: withoutMinusZero(value) }
    : couldNotTell('The rule measured no finite number')
}

function couldNotTell(reason: string): RuleOutcome {
  return { outcome: ERROR_OUTCOME, value: 0, reason }
}

/** JSON has no -0; a result must be the same before and after it was stored. */
function withoutMinusZero(value: number): number {
  return value + 0
}
