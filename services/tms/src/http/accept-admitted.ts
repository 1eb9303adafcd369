import { spanFields } from '@pantau/contracts'
import type { AcceptOutcome, AcceptRequest, Acceptor } from '../acceptor.ts'
import type { Ticket } from '../admission/ticket.ts'
import { AcceptanceFailedError } from './acceptance-failed-error.ts'

/**
 * Accepts a message that was admitted. Its place is held until its work is over, also when that is after its answer: a database that
 * hangs must not collect more and more. @throws AcceptanceFailedError
 */
export async function acceptAdmitted(
  acceptor: Acceptor,
  request: AcceptRequest,
  ticket: Ticket,
): Promise<AcceptOutcome> {
  ticket.begin()
  try {
    const outcome = await acceptor.accept(request)
    if (outcome.kind === 'unavailable' && outcome.unfinished !== undefined) {
      void outcome.unfinished.then(() => ticket.end(true))
    } else {
      ticket.end(isDecided(outcome))
    }
    return outcome
  } catch (cause) {
    ticket.end(false)
    const logFields = spanFields(request.span)
    throw new AcceptanceFailedError('The message could not be accepted', { cause, logFields })
  }
}

/** Whether the database said something about the message: then the time is that of a commit. */
function isDecided({ kind }: AcceptOutcome): boolean {
  return kind !== 'overloaded' && kind !== 'unavailable'
}
