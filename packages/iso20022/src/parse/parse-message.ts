import type { TransactionType } from '@pantau/rule-kit'
import type { MessageDocuments } from '../schema/message-schemas.ts'
import { parsePacs002 } from './parse-pacs-002.ts'
import { parsePacs008 } from './parse-pacs-008.ts'
import { parsePain001 } from './parse-pain-001.ts'
import { parsePain013 } from './parse-pain-013.ts'
import type { ParseOptions, ParseResult } from './parse-result.ts'

type Parsers = {
  readonly [T in TransactionType]: (document: MessageDocuments[T], options: ParseOptions) => ParseResult
}

const PARSERS: Parsers = {
  'pain.001.001.11': parsePain001,
  'pain.013.001.09': parsePain013,
  'pacs.008.001.10': parsePacs008,
  'pacs.002.001.12': parsePacs002,
}

/** Reads a validated message of the given type into plain English, or names every problem that forbids to accept it. Pure. */
export function parseMessage<T extends TransactionType>(
  type: T,
  document: MessageDocuments[T],
  options: ParseOptions,
): ParseResult {
  return PARSERS[type](document, options)
}
