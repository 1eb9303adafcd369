import { acceptedEventCodec, capturedFactsOf, UndecodableMessageError } from '@pantau/contracts'
import type { CapturedEvent } from '@pantau/contracts'
import type { StoredEvaluation } from './load-evaluation.ts'

/**
 * The event that an evaluation was made of, with its facts; `undefined` where there is none, or another build wrote it in a way that this
 * one cannot read.
 */
export function evaluatedEventOf(stored: StoredEvaluation): CapturedEvent | undefined {
  if (stored.eventBytes === undefined) {
    return undefined
  }
  try {
    const event = acceptedEventCodec.decode(stored.eventBytes)
    return { ...event, facts: capturedFactsOf(event.facts, stored.eventLayout) }
  } catch (error) {
    if (error instanceof UndecodableMessageError) {
      return undefined
    }
    throw error
  }
}
