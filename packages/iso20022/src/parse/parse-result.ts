import type { ParsedMessage } from '../parsed-message.ts'
import type { Problem } from './problem.ts'

/** A parsed message, or every problem that was found in it. */
export type ParseResult =
  | { readonly kind: 'parsed'; readonly message: ParsedMessage }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

export interface ParseOptions {
  /** Whether payments are quoted first: then the initiation (pain) makes persons known, and the credit transfer does not. */
  readonly quoting: boolean
}
