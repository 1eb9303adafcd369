import type { Measurement } from '@pantau/rule-kit'

/** Why the answer of an asynchronous rule is `.err`: whatever it finds comes too late. */
export const PROMISE_REASON = 'The rule returned a promise; rules answer at once'

/** What a rule returned, once it is known to be a measurement; otherwise why it is none. The compiler holds only rules to it that it compiled. */
export function readMeasurement(
  returned: unknown,
): Measurement | { readonly kind: 'none'; readonly reason: string } {
  if (returned instanceof Promise) {
    // Nobody waits for it; rejected unheard, it would end the process.
    returned.catch(() => undefined)
    return { kind: 'none', reason: PROMISE_REASON }
  }
  return isMeasurement(returned) ? returned : { kind: 'none', reason: 'The rule returned no measurement' }
}

function isMeasurement(candidate: unknown): candidate is Measurement {
  if (typeof candidate !== 'object' || candidate === null || !('kind' in candidate)) {
    return false
  }
  switch (candidate.kind) {
    case 'value':
      return 'value' in candidate && typeof candidate.value === 'number'
    case 'case':
      return 'value' in candidate && typeof candidate.value === 'string'
    case 'exit':
      return (
        'ref' in candidate &&
        typeof candidate.ref === 'string' &&
        'value' in candidate &&
        typeof candidate.value === 'number'
      )
    case 'outcome':
      return 'ref' in candidate && typeof candidate.ref === 'string'
    default:
      return false
  }
}
