import type { FastifySchemaCompiler } from 'fastify'
import { Ajv } from 'ajv'
import { VALIDATOR_OPTIONS } from '@pantau/http-host'
import type { DocumentValidator } from './create-document-validator.ts'

/** Validates a route's body with a validator of its own, the rest of the request as everywhere. */
export function validatorCompiler(validateBody: DocumentValidator): FastifySchemaCompiler<object> {
  const ajv = new Ajv(VALIDATOR_OPTIONS)
  return ({ schema, httpPart }) => (httpPart === 'body' ? validateBody : ajv.compile(schema))
}
