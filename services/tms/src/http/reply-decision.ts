import type { ServerResponse } from 'node:http'
import type { AcceptOutcome, AcceptRequest } from '../acceptor.ts'
import type { Ticket } from '../admission/ticket.ts'
import type { DecisionReply, WantedDecision } from '../decision/decision-replies.ts'

/** A message whose caller wants its decision in the reply. */
export interface DecisionExchange {
  readonly wanted: WantedDecision
  readonly request: AcceptRequest
  readonly ticket: Ticket
  readonly response: ServerResponse
}

/** What became of a message, with its decision where it is on record. */
export interface DecidedOutcome {
  readonly outcome: AcceptOutcome
  readonly reply?: DecisionReply
}

/**
 * Adds the decision to what became of a message. Its place is given back before: whoever waits for a decision takes nothing that
 * acceptance is short of, and the wait is no latency of a commit.
 */
export async function replyDecision(
  accepting: Promise<AcceptOutcome>,
  { wanted, request, ticket, response }: DecisionExchange,
): Promise<DecidedOutcome> {
  const outcome = await accepting
  if (outcome.kind !== 'accepted' && outcome.kind !== 'duplicate') {
    return { outcome }
  }
  ticket.leave()
  const reply = await wanted({
    request,
    decided: outcome.kind === 'accepted' ? outcome.decided : undefined,
    onLeft: (leave) => {
      if (response.closed) {
        leave()
      } else {
        response.once('close', leave)
      }
    },
  })
  return { outcome, reply }
}
