import { STORABLE_TEXT, isStorableText } from './unstorable-text.ts'
import { exceedsUtf8Size } from './text-size.ts'
import type { Problem } from './problem.ts'

/**
 * Upper bound of an identification in UTF-8 bytes, many times ISO 20022's own (35 to 140 characters). Two of them and a tenant still
 * fit into one PostgreSQL index entry (about 2,700 bytes).
 */
export const IDENTIFIER_SIZE_MAX_BYTES = 1_024

/**
 * Upper bound of remittance text in UTF-8 bytes (ISO 20022: 140 characters). It travels with the payment: even with every byte written
 * as a six-byte escape, an event stays far below the half mebibyte that fits into one message of the broker.
 */
export const REMITTANCE_TEXT_SIZE_MAX_BYTES = 16_384

/** A text that identifies something or is stored in a column of its own: not empty, bounded, storable. */
export function readIdentifier(text: string, path: string, problems: Problem[]): string | undefined {
  if (text === '' || exceedsUtf8Size(text, IDENTIFIER_SIZE_MAX_BYTES)) {
    problems.push({ path, expected: `must be 1 to ${IDENTIFIER_SIZE_MAX_BYTES} bytes long in UTF-8` })
    return undefined
  }
  return storable(text, path, problems)
}

/** Text that informs: bounded and storable; empty text says nothing and is absent. */
export function readOptionalText(
  text: string,
  path: string,
  sizeMaxBytes: number,
  problems: Problem[],
): string | undefined {
  if (exceedsUtf8Size(text, sizeMaxBytes)) {
    problems.push({ path, expected: `must be at most ${sizeMaxBytes} bytes long in UTF-8` })
    return undefined
  }
  return text === '' ? undefined : storable(text, path, problems)
}

function storable(text: string, path: string, problems: Problem[]): string | undefined {
  if (isStorableText(text)) {
    return text
  }
  problems.push({ path, expected: STORABLE_TEXT })
  return undefined
}
