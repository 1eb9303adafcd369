import { Settings } from 'typebox/system'
import type { TLocalizedValidationError } from 'typebox/error'

/** One place where a value differs from its schema. */
export interface SchemaProblem {
  /** JSON pointer (RFC 6901) to what is wrong or missing. */
  readonly path: string
  readonly message: string
}

/** The part of a compiled typebox validator that is needed here. */
export interface SchemaErrors {
  Errors(value: unknown): readonly TLocalizedValidationError[]
}

/** The most problems that are reported of one value; whoever repairs a thousand asks again for the rest. */
export const SCHEMA_PROBLEMS_MAX = 1000

/** Every difference between a value and its schema, each with its own path; none when the value is valid. */
export function schemaProblems(validator: SchemaErrors, value: unknown): readonly SchemaProblem[] {
  return withoutBranches(allErrors(validator, value)).flatMap(toProblems)
}

/** typebox stops at 8 errors, a limit that it only knows as a process-wide setting: raised for this synchronous call alone. */
function allErrors(validator: SchemaErrors, value: unknown): readonly TLocalizedValidationError[] {
  const maxErrors = Settings.Get().maxErrors
  Settings.Set({ maxErrors: SCHEMA_PROBLEMS_MAX })
  try {
    return validator.Errors(value)
  } finally {
    Settings.Set({ maxErrors })
  }
}

/** A value that fits no branch of a union is one problem, which names what each branch expects. */
function withoutBranches(errors: readonly TLocalizedValidationError[]): readonly TLocalizedValidationError[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf')
  return errors
    .filter((error) => !unions.some((union) => isBranchOf(union, error)))
    .map((error) => {
      if (error.keyword !== 'anyOf') {
        return error
      }
      const branches = errors.filter((candidate) => isBranchOf(error, candidate)).map(messageOf)
      return { ...error, message: [...new Set(branches)].join(' or ') }
    })
}

function isBranchOf(union: TLocalizedValidationError, error: TLocalizedValidationError): boolean {
  return (
    error.schemaPath.startsWith(`${union.schemaPath}/anyOf/`) && error.instancePath === union.instancePath
  )
}

function messageOf(error: TLocalizedValidationError): string {
  if (error.keyword === 'const') {
    return `must be ${JSON.stringify(error.params.allowedValue)}`
  }
  return error.keyword === 'enum'
    ? `must be one of ${error.params.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`
    : error.message
}

function toProblems(error: TLocalizedValidationError): readonly SchemaProblem[] {
  if (error.keyword === 'required') {
    return error.params.requiredProperties.map((property) => ({
      path: `${error.instancePath}/${escapePointer(property)}`,
      message: 'is required',
    }))
  }
  return [{ path: error.instancePath, message: messageOf(error) }]
}

function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1')
}
