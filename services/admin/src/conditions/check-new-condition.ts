import type { NewCondition } from './condition-schemas.ts'
import { parseIsoMilliseconds } from './iso-milliseconds.ts'

export type CheckedTimes =
  | { readonly inceptionMs: number; readonly expiryMs?: number }
  /** What is wrong, in the words that clients know. */
  | { readonly refusal: string }

/** Checks what the schema of a new condition cannot say, in the order of Tazama 4.0; the first problem ends it. */
export function checkNewCondition(condition: NewCondition, nowMs: number): CheckedTimes {
  const inceptionMs = readInception(condition, nowMs)
  if (typeof inceptionMs === 'string') {
    return { refusal: inceptionMs }
  }
  if (condition.evtTp.includes('all') && condition.evtTp.length > 1) {
    return {
      refusal: 'event type "evtTp" can not specify the value "all" as well as specific event types',
    }
  }
  const { xprtnDtTm } = condition
  if (xprtnDtTm === undefined) {
    return condition.condTp === 'override'
      ? { refusal: 'Expiration date needs to be provided for override conditions.' }
      : { inceptionMs }
  }
  const expiryMs = parseIsoMilliseconds(xprtnDtTm)
  if (expiryMs === undefined) {
    return { refusal: `the provided xprtnDtTm: '${xprtnDtTm}' is invalid` }
  }
  return expiryMs < inceptionMs
    ? { refusal: 'Expiration date must be after inception date.' }
    : { inceptionMs, expiryMs }
}

/** The milliseconds, or what is wrong. */
function readInception({ incptnDtTm }: NewCondition, nowMs: number): number | string {
  if (incptnDtTm === undefined) {
    return nowMs
  }
  if (Date.parse(incptnDtTm) < nowMs) {
    return 'Inception date cannot be before current date/time'
  }
  return parseIsoMilliseconds(incptnDtTm) ?? `the provided incptnDtTm: '${incptnDtTm}' is invalid`
}
