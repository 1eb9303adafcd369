import { describe, expect, it } from 'vitest'
import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import type { AcceptRequest } from './acceptor.ts'
import { BACKLOG_RETRY_AFTER_MS, createAcceptor } from './create-acceptor.ts'
import type { CommitOutcome } from './create-acceptor.ts'

const type = 'pacs.002.001.12'
const result = parseMessage(type, EXAMPLE_MESSAGES[type], { quoting: false })
if (result.kind === 'refused') {
  throw new Error('The example is valid')
}
const REQUEST: AcceptRequest = {
  tenantId: 'DEFAULT',
  parsed: result.message,
  rawBody: new Uint8Array(),
  contentHash: new Uint8Array(32),
  receivedAtNs: 0n,
}

function acceptorOf(commit: () => Promise<CommitOutcome>, isFull = false) {
  const published: (readonly Encoded<AcceptedEvent>[])[] = []
  const acceptor = createAcceptor({
    commit,
    publisher: {
      offer: (events) => {
        published.push(events)
        return Promise.resolve()
      },
    },
    backlog: { isFull: () => isFull },
  })
  return { acceptor, published }
}

describe('createAcceptor', () => {
  it('publishes after the commit, and only then', async () => {
    const events: Encoded<AcceptedEvent>[] = []
    const order: string[] = []
    const acceptor = createAcceptor({
      commit: (request) => {
        order.push(`commit ${request.parsed.messageId}`)
        return Promise.resolve({ kind: 'accepted', events })
      },
      publisher: {
        offer: (offered) => {
          order.push(offered === events ? 'publish' : 'publish something else')
          return Promise.resolve()
        },
      },
      backlog: { isFull: () => false },
    })
    expect(await acceptor.accept(REQUEST)).toEqual({ kind: 'accepted' })
    expect(order).toEqual(['commit KENANGA-P2-20261104-40078', 'publish'])
  })

  it.each<CommitOutcome>([
    { kind: 'duplicate' },
    { kind: 'conflict' },
    { kind: 'unstorable' },
    { kind: 'overloaded', retryAfterMs: 7 },
    { kind: 'unavailable', retryAfterMs: 8 },
  ])('publishes nothing for $kind', async (outcome) => {
    const { acceptor, published } = acceptorOf(() => Promise.resolve(outcome))
    expect(await acceptor.accept(REQUEST)).toEqual(outcome)
    expect(published).toEqual([])
  })

  it('publishes nothing when the commit throws, and throws it on', async () => {
    const { acceptor, published } = acceptorOf(() => Promise.reject(new RangeError('broken')))
    await expect(acceptor.accept(REQUEST)).rejects.toThrow(RangeError)
    expect(published).toEqual([])
  })

  it('commits nothing while too much work waits', async () => {
    const { acceptor } = acceptorOf(() => Promise.reject(new Error('must not be asked')), true)
    expect(await acceptor.accept(REQUEST)).toEqual({
      kind: 'overloaded',
      retryAfterMs: BACKLOG_RETRY_AFTER_MS,
    })
  })
})
