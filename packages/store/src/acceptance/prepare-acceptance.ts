import type { AcceptBatch, BatchMessage } from './accept-batch.ts'
import type { AcceptanceOutcome } from './accept-request.ts'
import type { BatchReads } from './batch-reads.ts'
import type { BatchWrites } from './batch-writes.ts'
import type { CaptureDeps } from './capture-event.ts'
import { acceptMessage, createAcceptanceWalk, writesOf } from './acceptance-walk.ts'

export interface PreparedBatch {
  /** One per request, in their order. They hold once the writes are committed. */
  readonly outcomes: readonly AcceptanceOutcome[]
  readonly writes: BatchWrites
}

/**
 * Decides what becomes of each request of a batch and what has to be written, from what the first round trip read. Pure, but for the
 * clock that measures how long the messages took so far.
 * @throws HistoryNotReadError
 * @throws StaleAccountStatesError
 */
export function prepareAcceptance(batch: AcceptBatch, reads: BatchReads, deps: CaptureDeps): PreparedBatch {
  const walk = createAcceptanceWalk(reads, deps)
  for (const message of batch.messages) {
    const acceptedAtMs = reads.newKeys.get(message.key)
    if (acceptedAtMs !== undefined) {
      acceptMessage(walk, message, acceptedAtMs)
    }
  }
  const accepted = new Map(
    batch.messages.filter(({ key }) => reads.newKeys.has(key)).map((message) => [message.key, message]),
  )
  return {
    outcomes: batch.requests.map((message) => {
      const first = accepted.get(message.key)
      return first === message
        ? { kind: 'accepted', events: walk.events.get(message) ?? [] }
        : compareWithRecord(message, first?.request.contentHash ?? reads.contentHashes.get(message.key))
    }),
    writes: writesOf(walk),
  }
}

function compareWithRecord({ request }: BatchMessage, recorded: Uint8Array | undefined): AcceptanceOutcome {
  if (recorded === undefined) {
    throw new TypeError('A message key is neither new nor on record')
  }
  return { kind: areEqual(recorded, request.contentHash) ? 'duplicate' : 'conflict' }
}

function areEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.byteLength === right.byteLength && left.every((byte, index) => byte === right[index])
}
