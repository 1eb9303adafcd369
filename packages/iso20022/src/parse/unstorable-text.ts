import type { Problem } from './problem.ts'

const LONE_SURROGATE = /[\uD800-\uDFFF]/u
const PATH_LENGTH_MAX = 256

/** What `isStorableText` asks for, as a problem names it. */
export const STORABLE_TEXT = 'must not contain U+0000 or lone surrogates'

/** Whether PostgreSQL can hold the text (it holds no U+0000) and UTF-8 can carry it (it carries no surrogate without its pair). */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text)
}

/**
 * Finds text that cannot be stored anywhere in a parsed JSON document, property names included. Iterative, because it is meant for
 * documents that nobody has validated yet: their depth is bounded by nothing but their size.
 */
export function findUnstorableText(document: unknown): Problem | undefined {
  const pending: { readonly path: string; readonly value: unknown }[] = [{ path: '', value: document }]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { path, value } = node
    if (typeof value === 'string' && !isStorableText(value)) {
      return { path: path.slice(0, PATH_LENGTH_MAX), expected: STORABLE_TEXT }
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if (!isStorableText(key)) {
          return { path: path.slice(0, PATH_LENGTH_MAX), expected: STORABLE_TEXT }
        }
        pending.push({ path: `${path}/${pointerSegment(key)}`, value: child })
      }
    }
  }
  return undefined
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function pointerSegment(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
