/** A value that JSON cannot hold without loss. */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError'
}

/** How deep values may nest; far deeper than any configuration, far shallower than the stack. */
export const CANONICAL_DEPTH_MAX = 128

/**
 * The one JSON text of a value: members sorted by UTF-16 code units, no white space, members that are undefined left out, as RFC 8785
 * (JSON Canonicalization Scheme) has it. Equal values have equal texts, so a digest of the text identifies the value.
 * @throws NotJsonError when JSON cannot hold the value: numbers that are not finite, bigints, functions, undefined in a list, dates.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0)
}

function write(value: unknown, depth: number): string {
  if (depth > CANONICAL_DEPTH_MAX) {
    throw new NotJsonError(`The value nests deeper than ${CANONICAL_DEPTH_MAX} levels`)
  }
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new NotJsonError(`JSON has no ${value}`)
    }
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) {
    return `[${Array.from(value, (item: unknown) => write(item, depth + 1)).join(',')}]`
  }
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .sort()
      .filter((name) => value[name] !== undefined)
      .map((name) => `${JSON.stringify(name)}:${write(value[name], depth + 1)}`)
    return `{${members.join(',')}}`
  }
  throw new NotJsonError(`JSON has no ${typeof value === 'object' ? 'instances of classes' : typeof value}`)
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
