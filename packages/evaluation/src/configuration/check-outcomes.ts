import type { RuleFace } from '@pantau/rule-kit'
import { ERROR_OUTCOME } from '../outcome/rule-result.ts'
import { checkBands } from './check-bands.ts'
import { checkCases } from './check-cases.ts'
import type { ConfigurationProblem } from './configuration-problem.ts'
import type { RuleConfiguration } from './rule-configuration.ts'

type Config = RuleConfiguration['config']

/** Checks that the exits, bands and cases of a rule configuration are those that the rule calls for; `path` points to `config`. */
export function checkOutcomes(face: RuleFace, config: Config, path: string): readonly ConfigurationProblem[] {
  return [
    ...checkShape(face, config, path),
    ...(hasBands(config) ? checkBands(config.bands ?? [], face.bandEdgeMax, `${path}/bands`) : []),
    ...(config.cases === undefined ? [] : checkCases(config.cases, `${path}/cases`)),
    ...checkExits(face, config, path),
    ...checkReferences(face, config, path),
  ]
}

/** An empty list of bands says the same as no list. */
function hasBands(config: Config): boolean {
  return (config.bands ?? []).length > 0
}

function checkShape(face: RuleFace, config: Config, path: string): readonly ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = []
  if (face.outcomeShape === 'bands' && !hasBands(config)) {
    problems.push({ path: `${path}/bands`, message: `is required: ${face.id} measures a number` })
  }
  if (face.outcomeShape === 'cases' && config.cases === undefined) {
    problems.push({ path: `${path}/cases`, message: `is required: ${face.id} tells cases apart` })
  }
  if (face.outcomeShape !== 'bands' && hasBands(config)) {
    problems.push({ path: `${path}/bands`, message: `must be absent: ${face.id} does not use bands` })
  }
  if (face.outcomeShape !== 'cases' && config.cases !== undefined) {
    problems.push({ path: `${path}/cases`, message: `must be absent: ${face.id} does not use cases` })
  }
  return problems
}

function checkExits(face: RuleFace, config: Config, path: string): readonly ConfigurationProblem[] {
  const exits = config.exitConditions ?? []
  const optional = face.optionalExits ?? []
  const known = [...face.exits, ...optional]
  const missing = face.exits.filter(
    (ref) => !optional.includes(ref) && !exits.some((exit) => exit.subRuleRef === ref),
  )
  return [
    ...missing.map((ref) => ({
      path: `${path}/exitConditions`,
      message: `must list ${ref}, which ${face.id} can give`,
    })),
    ...exits.flatMap(({ subRuleRef }, index) =>
      known.includes(subRuleRef)
        ? []
        : [
            {
              path: `${path}/exitConditions/${index}/subRuleRef`,
              message: `${face.id} cannot give ${JSON.stringify(subRuleRef)}`,
            },
          ],
    ),
  ]
}

/** Each reference must mean one thing: a typology weighs outcomes by it. */
function checkReferences(face: RuleFace, config: Config, path: string): readonly ConfigurationProblem[] {
  const seen = new Set<string>([ERROR_OUTCOME, ...face.fixedOutcomes])
  return placedReferences(config, path).flatMap(({ ref, path: refPath }) => {
    if (seen.has(ref)) {
      return [{ path: refPath, message: `${JSON.stringify(ref)} is used twice` }]
    }
    seen.add(ref)
    return []
  })
}

interface PlacedReference {
  readonly ref: string
  readonly path: string
}

function placedReferences(
  { exitConditions, bands, cases }: Config,
  path: string,
): readonly PlacedReference[] {
  const alternatives = cases === undefined ? [] : [cases.alternative]
  return [
    ...placeEach(exitConditions ?? [], `${path}/exitConditions`),
    ...placeEach(bands ?? [], `${path}/bands`),
    ...placeEach(cases?.expressions ?? [], `${path}/cases/expressions`),
    ...alternatives.map(({ subRuleRef }) => ({
      ref: subRuleRef,
      path: `${path}/cases/alternative/subRuleRef`,
    })),
  ]
}

function placeEach(
  outcomes: readonly { readonly subRuleRef: string }[],
  path: string,
): readonly PlacedReference[] {
  return outcomes.map(({ subRuleRef }, index) => ({ ref: subRuleRef, path: `${path}/${index}/subRuleRef` }))
}
