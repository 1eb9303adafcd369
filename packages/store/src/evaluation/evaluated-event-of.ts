import { acceptedEventCodec, UndecodableMessageError } from '@pantau/contracts'
import type { AcceptedEvent } from '@pantau/contracts'
import type { StoredEvaluation } from './load-evaluation.ts'

/**
 * The event that an evaluation was made of, with its facts; `undefined` where there is none, or another build wrote it in a way that this
 * one cannot read.
 */
export function evaluatedEventOf(stored: StoredEvaluation): AcceptedEvent | undefined {
  if (stored.eventBytes === undefined) {
    return undefined
  }
  try {
    return acceptedEventCodec.decode(stored.eventBytes)
  } catch (error) {
    if (error instanceof UndecodableMessageError) {
      return undefined
    }
    throw error
  }
}
