import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'

export type Changes = Readonly<Record<string, unknown>>

/** Takes the place out instead of changing it. */
export const ABSENT = Symbol('absent')

/** The example message of a type with values put at places (JSON Pointers; missing objects are made), as it would be sent. */
export function changedExample(type: TransactionType, changes: Changes): Record<string, unknown> {
  // Through text: a structured clone would keep the parts that examples share shared.
  const document: unknown = JSON.parse(JSON.stringify(EXAMPLE_MESSAGES[type]))
  if (!isObject(document)) {
    throw new TypeError('An example message is an object')
  }
  for (const [pointer, value] of Object.entries(changes)) {
    change(document, pointer.split('/').slice(1), value)
  }
  return document
}

function change(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const name = path.at(-1) ?? ''
  let parent = root
  for (const segment of path.slice(0, -1)) {
    const child = (parent[segment] ??= {})
    if (!isObject(child)) {
      throw new TypeError(`No object at ${segment}`)
    }
    parent = child
  }
  if (value === ABSENT) {
    delete parent[name]
  } else {
    parent[name] = value
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** A message with values put at places, or as it was where the places do not fit each other. */
export function changedOrSame(
  type: TransactionType,
  changes: readonly (readonly [string, unknown])[],
): unknown {
  try {
    return changedExample(type, Object.fromEntries(changes))
  } catch {
    return EXAMPLE_MESSAGES[type]
  }
}

/** Every place in a document, as a JSON Pointer. */
export function placesOf(value: unknown, path = ''): string[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => [
        `${path}/${name}`,
        ...placesOf(member, `${path}/${name}`),
      ])
    : []
}
