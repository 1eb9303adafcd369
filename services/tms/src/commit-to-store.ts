import { StoreUnavailableError, UnstorableMessageError, UnusableConfigurationError } from '@pantau/store'
import type { Acceptance } from '@pantau/store'
import type { AcceptRequest } from './acceptor.ts'
import type { CommitOutcome } from './create-acceptor.ts'

/** Commits through the store, whose refusals become outcomes; what it throws beyond them is a failure. */
export function commitToStore(
  acceptance: Pick<Acceptance, 'accept'>,
): (request: AcceptRequest) => Promise<CommitOutcome> {
  return async (request) => {
    try {
      return await acceptance.accept(request)
    } catch (error) {
      if (error instanceof StoreUnavailableError || error instanceof UnusableConfigurationError) {
        return { kind: 'unavailable', retryAfterMs: error.retryAfterMs }
      }
      if (error instanceof UnstorableMessageError) {
        return { kind: 'unstorable' }
      }
      throw error
    }
  }
}
