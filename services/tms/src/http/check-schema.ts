import { InvalidRequestError } from '@pantau/http-host'
import type { MessageDocuments } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

/** As Ajv makes them. */
export interface Validator {
  (document: unknown): unknown
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}

/** Coerces and completes the document as the schema says. @throws InvalidRequestError that reads as Fastify puts it */
export function checkSchema(
  document: unknown,
  validate: Validator,
): asserts document is MessageDocuments[TransactionType] {
  if (validate(document) === true) {
    return
  }
  const [first, ...others] = validate.errors ?? []
  const also = others.map(({ instancePath, message }) => `, body${instancePath} ${message ?? ''}`)
  throw new InvalidRequestError({
    path: first?.instancePath ?? '',
    expected: `${first?.message ?? 'must be valid'}${also.join('')}`,
  })
}
