import { parsePreferences } from './parse-preferences.ts'

const MS_PER_SECOND = 1_000
/** RFC 7240 has whole seconds; fractions are ours. */
const SECONDS = /^\d+(?:\.\d+)?$/

/** That a caller wants the decision in the reply, and how long it waits for it. */
export interface WaitPreference {
  /** From when its request came. */
  readonly waitMs: number
  /** The value of `Preference-Applied`. */
  readonly applied: string
}

/**
 * The preference `wait` of a request (RFC 7240, section 4.3), cut to what is allowed; undefined where there is none, or none that can be
 * understood. Other preferences are nothing to us.
 * @param header the value of `Prefer`
 */
export function waitPreference(header: string, waitMaxMs: number): WaitPreference | undefined {
  const seconds = parsePreferences(header).get('wait')
  if (seconds === undefined || !SECONDS.test(seconds)) {
    return undefined
  }
  const waitMs = Math.min(Math.round(Number(seconds) * MS_PER_SECOND), waitMaxMs)
  return { waitMs, applied: `wait=${waitMs / MS_PER_SECOND}` }
}
