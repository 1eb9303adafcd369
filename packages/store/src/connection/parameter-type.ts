/** How elements of a type are sent in binary. */
export type ParameterEncoding = 'text' | 'int8' | 'int4' | 'bool'

/** What a statement says of one of its parameters. */
export interface ParameterType {
  /** PostgreSQL's number of the type; 0 leaves it to the server. */
  readonly oid: number
  readonly array?: { readonly element: ParameterEncoding; readonly elementOid: number }
}

const UNKNOWN: ParameterType = { oid: 0 }

/** https://github.com/postgres/postgres/blob/REL_18_0/src/include/catalog/pg_type.dat */
const TYPES: ReadonlyMap<string, ParameterType> = new Map([
  ['text[]', arrayOf('text', 1009, 25)],
  ['int8[]', arrayOf('int8', 1016, 20)],
  ['int4[]', arrayOf('int4', 1007, 23)],
  ['bool[]', arrayOf('bool', 1000, 16)],
])

const CAST_PARAMETER = /\$(\d+)(?:::([a-z0-9_]+(?:\[\])?))?/g

function arrayOf(element: ParameterEncoding, oid: number, elementOid: number): ParameterType {
  return { oid, array: { element, elementOid } }
}

/** The types of a statement's parameters 1 to n, as the first cast of each declares them. Of the others the server knows best. */
export function parameterTypes(text: string, count: number): readonly ParameterType[] {
  const types: (ParameterType | undefined)[] = Array.from({ length: count }, () => undefined)
  for (const [, number, cast] of text.matchAll(CAST_PARAMETER)) {
    const index = Number(number) - 1
    if (cast !== undefined && index < count) {
      types[index] ??= TYPES.get(cast) ?? UNKNOWN
    }
  }
  return types.map((type) => type ?? UNKNOWN)
}
