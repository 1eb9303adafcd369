import { isUtf8 } from 'node:buffer'
import { errorCodes } from 'fastify'
import { parse } from 'secure-json-parse'
import { findUnstorableText } from '@pantau/iso20022'
import { InvalidRequestError } from './invalid-request-error.ts'

/** U+0000 and surrogates reach a JSON text only as escapes: as bytes, JSON forbids the one and UTF-8 the other. */
const SUSPICIOUS_ESCAPE = /\\u(?:0000|[dD][89a-fA-F])/
const ESCAPE = String.raw`\u`
/** Left out by the parser that looks for such keys, and refused by that of the platform. */
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * Parses a body: JSON in UTF-8 (RFC 8259) without keys that would reach a prototype. Text that cannot be stored is refused anywhere
 * in it, also in properties that validation would remove, because the whole body is kept as evidence and read as JSON later.
 * @throws FastifyError for no JSON @throws InvalidRequestError for text that cannot be stored
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) {
    throw new errorCodes.FST_ERR_CTP_EMPTY_JSON_BODY()
  }
  if (!isUtf8(body)) {
    throw new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY()
  }
  const text = body.toString('utf8')
  const document = parseText(text)
  if (text.includes(ESCAPE) && SUSPICIOUS_ESCAPE.test(text)) {
    const problem = findUnstorableText(document)
    if (problem !== undefined) {
      throw new InvalidRequestError(problem)
    }
  }
  return document
}

function parseText(text: string): unknown {
  try {
    const document: unknown = mayReachPrototype(text) ? parse(text) : JSON.parse(text)
    return document
  } catch {
    // What the parser says quotes the body.
    throw new errorCodes.FST_ERR_CTP_INVALID_JSON_BODY()
  }
}

/** Whether there may be a key that would reach a prototype, written out or with escapes: only then is the text looked through for it. */
function mayReachPrototype(text: string): boolean {
  return (
    text.includes('__proto__') ||
    text.includes('constructor') ||
    text.includes(String.raw`\u00`) ||
    text.startsWith(BYTE_ORDER_MARK)
  )
}
