import type { FastifyInstance } from 'fastify'
import { parseJsonBody } from '@pantau/http-host'
import type { ParseOptions } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { bodySchema } from './body-schema.ts'
import { checkSchema } from './check-schema.ts'
import type { Validator } from './check-schema.ts'
import { compileMessageReader } from './message-reader.ts'
import type { ReadMessage } from './message-reader.ts'
import { messagePath } from './message-route.ts'

export type BodyReader = (body: Buffer) => ReadMessage

/**
 * By path, what reads bodies as the routes of their message types do: parsed, validated, read. It throws for what is no message. To be called
 * once the app is ready, whose validator it takes.
 */
export function compileBodyReaders(
  app: FastifyInstance,
  types: readonly TransactionType[],
  options: ParseOptions,
): ReadonlyMap<string | undefined, BodyReader> {
  return new Map(types.map((type) => [messagePath(type), compileBodyReader(app, type, options)]))
}

function compileBodyReader(app: FastifyInstance, type: TransactionType, options: ParseOptions): BodyReader {
  const url = messagePath(type)
  const validate: Validator | undefined = app.validatorCompiler?.({
    schema: bodySchema(type),
    method: 'POST',
    url,
    httpPart: 'body',
  })
  if (validate === undefined) {
    throw new TypeError('An app that is ready has compiled its schemas')
  }
  const read = compileMessageReader(type, options)
  return (body) => {
    const document = parseJsonBody(body)
    checkSchema(document, validate)
    return read(document)
  }
}
