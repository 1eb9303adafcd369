import { schemaProblems } from '@pantau/rule-kit'
import type { SchemaProblem } from '@pantau/rule-kit'
import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { GENERAL_SETTINGS, isScenarioType, SCENARIO_TYPES } from './scenario-schema.ts'
import type { GeneralSettings, Scenario, ScenarioSet, ScenarioType } from './scenario-schema.ts'

const FORMAT_VERSION = 1

type Json = Readonly<Record<string, unknown>>
type Read = { readonly set: ScenarioSet } | { readonly problems: readonly SchemaProblem[] }

const FORM = Compile(
  Type.Object(
    {
      formatVersion: Type.Literal(FORMAT_VERSION),
      name: Type.String({ minLength: 1, maxLength: 60 }),
      description: Type.Optional(Type.String()),
      settings: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
      scenarios: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown()))),
    },
    { additionalProperties: false },
  ),
)

/**
 * Reads the file that everything else is based on: all settings and the parameters of every type must be there.
 * @returns the set, or every problem with its place
 */
export function readBaseScenarios(file: unknown): Read {
  return read(file, undefined)
}

/** Reads a variant: what it leaves out is as in the base; a scenario under a name of its own says its `type`. */
export function readScenarios(file: unknown, base: ScenarioSet): Read {
  return read(file, base)
}

function read(file: unknown, base: ScenarioSet | undefined): Read {
  if (!FORM.Check(file)) {
    return { problems: schemaProblems(FORM, file) }
  }
  const given: Json = file.settings ?? {}
  const settings: Json = mergeDeeply({ ...base?.settings }, given)
  const entries = Object.entries(file.scenarios ?? {})
  const problems = [
    ...schemaProblems(Compile(GENERAL_SETTINGS), settings).map((problem) => under('/settings', problem)),
    ...entries.flatMap(([name, entry]) => problemsOf(name, entry, base)),
    ...(base === undefined
      ? Object.keys(SCENARIO_TYPES)
          .filter((type) => !entries.some(([name]) => name === type))
          .map((type) => ({ path: `/scenarios/${type}`, message: 'is required' }))
      : []),
  ]
  if (problems.length > 0) {
    return { problems }
  }
  const played = entries.map(([name, entry]) => scenarioOf(name, entry, base))
  const kept = (base?.scenarios ?? []).filter(
    ({ name }) => !played.some((scenario) => scenario.name === name),
  )
  return {
    set: {
      name: file.name,
      // Checked against its schema above; spreading has lost what the check had found out.
      settings: settings as GeneralSettings,
      scenarios: [...kept, ...played].filter(({ parameters }) => parameters.weight > 0),
    },
  }
}

function typeOf(name: string, entry: Json): unknown {
  return entry['type'] ?? name
}

/** The parameters with what the base says of the type. */
function parametersOf(type: ScenarioType, entry: Json, base: ScenarioSet | undefined): Json {
  const { type: _, ...given } = entry
  const usual = base?.scenarios.find((scenario) => scenario.name === type)?.parameters
  return { ...usual, ...given }
}

function problemsOf(name: string, entry: Json, base: ScenarioSet | undefined): readonly SchemaProblem[] {
  const path = `/scenarios/${name}`
  const type = typeOf(name, entry)
  if (typeof type !== 'string' || !isScenarioType(type)) {
    const known = Object.keys(SCENARIO_TYPES).join(', ')
    return [{ path, message: `is of the unknown type ${JSON.stringify(type)}; known are ${known}` }]
  }
  const parameters = parametersOf(type, entry, base)
  const schema: TSchema = SCENARIO_TYPES[type]
  return [
    ...schemaProblems(Compile(schema), parameters).map((problem) => under(path, problem)),
    ...reversedRanges(path, parameters),
  ]
}

function reversedRanges(path: string, value: unknown): readonly SchemaProblem[] {
  if (
    Array.isArray(value) &&
    value.length === 2 &&
    typeof value[0] === 'number' &&
    typeof value[1] === 'number'
  ) {
    return path.endsWith('/euros') || value[0] <= value[1]
      ? []
      : [{ path, message: 'begins with the least and ends with the most' }]
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, child]) => reversedRanges(`${path}/${key}`, child))
    : []
}

function scenarioOf(name: string, entry: Json, base: ScenarioSet | undefined): Scenario {
  const type = typeOf(name, entry)
  if (typeof type !== 'string' || !isScenarioType(type)) {
    throw new TypeError(`${name} was checked to have a known type`)
  }
  // The parameters were checked against this very type's schema; TypeScript cannot tie the two together.
  return { name, type, parameters: parametersOf(type, entry, base) } as unknown as Scenario
}

function mergeDeeply(base: Json, given: Json): Json {
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(given)) {
    const usual = base[key]
    merged[key] = isRecord(value) && isRecord(usual) ? mergeDeeply(usual, value) : value
  }
  return merged
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function under(path: string, problem: SchemaProblem): SchemaProblem {
  return { ...problem, path: path + problem.path }
}
