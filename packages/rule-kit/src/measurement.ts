/** What a rule found. The configuration turns it into an outcome: a number by bands, a text by cases, the rest as named. */
export type Measurement =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'case'; readonly value: string }
  | { readonly kind: 'exit'; readonly ref: string; readonly value: number }
  | { readonly kind: 'outcome'; readonly ref: string }

/** A number, to be placed in a band. */
export function measure(value: number): Measurement {
  return { kind: 'value', value }
}

/** A text, to be matched against the configured cases. */
export function classify(value: string): Measurement {
  return { kind: 'case', value }
}

/** An exit condition such as `.x00`: the rule does not apply. `value` is what was known by then. */
export function exit(ref: string, value = 0): Measurement {
  return { kind: 'exit', ref, value }
}

/** An outcome that the rule itself decides, without bands or cases; used by event-flow control. */
export function outcome(ref: string): Measurement {
  return { kind: 'outcome', ref }
}
