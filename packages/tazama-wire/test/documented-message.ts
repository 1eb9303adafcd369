/** How a single value is written: text, double, unsigned 32-bit whole number, truth value. */
export type Kind = 's' | 'd' | 'u' | 'b'

type One = Kind | DocumentedMessage

/** A field's number and what it holds; a list where it is repeated. */
export type DocumentedField = readonly [number, One | readonly [One]]

export interface DocumentedMessage {
  readonly [name: string]: DocumentedField
}

/** What one value of a field is, and whether there may be several. */
export function heldBy([, holds]: DocumentedField): { readonly one: One; readonly isRepeated: boolean } {
  return isList(holds) ? { one: holds[0], isRepeated: true } : { one: holds, isRepeated: false }
}

function isList(holds: One | readonly [One]): holds is readonly [One] {
  return Array.isArray(holds)
}
