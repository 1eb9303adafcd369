import { Ajv } from 'ajv'
import type { ErrorObject } from 'ajv'
import { canonicalJson, NotJsonError } from '@pantau/evaluation'
import type { ConfigurationProblem } from '@pantau/evaluation'
import { VALIDATOR_OPTIONS } from '@pantau/http-host'
import { InvalidDocumentError } from './invalid-document-error.ts'
import { problemsText } from './problems-text.ts'

/** Documents that one request may bring. */
export const BATCH_MAX = 200

export type DocumentValidator = (
  body: unknown,
) => { readonly value: unknown } | { readonly error: InvalidDocumentError }

/**
 * Compiles a validator of one document, or with `batch` of a list of them too. It removes what the schema does not know, coerces
 * scalars, and says everything that is wrong, in one text.
 */
export function createDocumentValidator(
  schema: object,
  options: { readonly batch: boolean },
): DocumentValidator {
  const ajv = new Ajv({ ...VALIDATOR_OPTIONS, allErrors: true })
  const validate = ajv.compile(schema)

  function problemsOf(document: unknown): readonly ConfigurationProblem[] {
    return validate(document) ? lossesOf(document) : (validate.errors ?? []).map(problemOf)
  }

  return (body) => {
    if (options.batch && Array.isArray(body)) {
      return checked(body, batchProblems(body, problemsOf))
    }
    return checked(body, [problemsText(problemsOf(body), 'body')])
  }
}

/** The schema of a body that is one document or a batch of them, for the documentation. */
export function batchSchema(schema: object): object {
  return { anyOf: [schema, { type: 'array', items: schema, minItems: 1, maxItems: BATCH_MAX }] }
}

function checked(body: unknown, texts: readonly string[]): ReturnType<DocumentValidator> {
  const problems = texts.filter((text) => text !== '')
  return problems.length === 0 ? { value: body } : { error: new InvalidDocumentError(problems.join('; ')) }
}

function batchProblems(
  items: readonly unknown[],
  problemsOf: (item: unknown) => readonly ConfigurationProblem[],
): readonly string[] {
  if (items.length < 1 || items.length > BATCH_MAX) {
    return [`body must have 1 to ${BATCH_MAX} items`]
  }
  return items.map((item, index) => problemsText(problemsOf(item), `item[${index}]: `))
}

/** What JSON cannot hold would be stored as something else, or not be read again: 1e999, a thousand brackets. */
function lossesOf(document: unknown): readonly ConfigurationProblem[] {
  try {
    canonicalJson(document)
    return []
  } catch (error) {
    if (error instanceof NotJsonError) {
      return [{ path: '', message: `cannot be stored: ${error.message}` }]
    }
    throw error
  }
}

function problemOf({ instancePath, message, params }: ErrorObject): ConfigurationProblem {
  const allowed: unknown = params['allowedValues']
  const values = Array.isArray(allowed) ? `: ${allowed.join(', ')}` : ''
  return { path: instancePath, message: `${message ?? 'is invalid'}${values}` }
}
