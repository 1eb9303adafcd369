import { InvalidRequestError } from '@pantau/http-host'
import { parseMessage } from '@pantau/iso20022'
import type { MessageDocuments, ParsedMessage, ParseOptions } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { compileCanonicalText, contentHash } from './canonical-text.ts'

/** A message that was read, with what it is echoed and recognised by. */
export interface ReadMessage {
  readonly parsed: ParsedMessage
  readonly canonicalText: string
  readonly contentHash: Uint8Array
}

/** Compiles the reader of documents of a type that validation has passed. It throws InvalidRequestError for what cannot be kept. */
export function compileMessageReader<Type extends TransactionType>(
  type: Type,
  options: ParseOptions,
): (document: MessageDocuments[Type]) => ReadMessage {
  const canonicalTextOf = compileCanonicalText(type)
  return (document) => {
    const result = parseMessage(type, document, options)
    if (result.kind === 'parsed') {
      const canonicalText = canonicalTextOf(document)
      return { parsed: result.message, canonicalText, contentHash: contentHash(canonicalText) }
    }
    const [problem] = result.problems
    throw problem === undefined
      ? new TypeError('A refused message has at least one problem')
      : new InvalidRequestError(problem)
  }
}
