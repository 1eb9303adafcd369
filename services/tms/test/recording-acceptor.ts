import type { AcceptOutcome, AcceptRequest, Acceptor } from '../src/index.ts'

/** An acceptor at the edge of the HTTP interface: remembers what it was asked, and answers as it is told. */
export interface RecordingAcceptor extends Acceptor {
  readonly requests: AcceptRequest[]
  answer: (request: AcceptRequest) => Promise<AcceptOutcome>
}

export function recordingAcceptor(): RecordingAcceptor {
  const requests: AcceptRequest[] = []
  const acceptor: RecordingAcceptor = {
    requests,
    answer: () => Promise.resolve({ kind: 'accepted' }),
    accept: (request) => {
      requests.push(request)
      return acceptor.answer(request)
    },
  }
  return acceptor
}
