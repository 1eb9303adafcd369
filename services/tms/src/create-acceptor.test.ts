import { describe, expect, it } from 'vitest'
import type { AcceptedEvent, Encoded } from '@pantau/contracts'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import type { AcceptOutcome, AcceptRequest } from './acceptor.ts'
import { createLogger } from '@pantau/service-runtime'
import { HandClock } from '../test/hand-clock.ts'
import { BACKLOG_RETRY_AFTER_MS, createAcceptor, TIMEOUT_RETRY_AFTER_MS } from './create-acceptor.ts'
import type { AcceptorDeps, CommitOutcome } from './create-acceptor.ts'

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

const { log } = createLogger({ service: 'tms', version: '0', instance: 'test', level: 'silent' })
const ANSWER_TIMEOUT_MS = 5_000

function acceptorOf(commit: AcceptorDeps['commit'], changed: Partial<AcceptorDeps> = {}) {
  const published: (readonly Encoded<AcceptedEvent>[])[] = []
  const clock = new HandClock()
  const acceptor = createAcceptor({
    commit,
    publisher: {
      offer: (events) => {
        published.push(events)
        return Promise.resolve(true)
      },
    },
    backlog: { isFull: () => false },
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
    clock,
    log,
    random: () => 0,
    ...changed,
  })
  return { acceptor, published, clock }
}

/** Commits that end when the test says so. */
class HandCommits {
  readonly #waiting: { resolve: (outcome: CommitOutcome) => void; reject: (error: Error) => void }[] = []

  readonly commit = (): Promise<CommitOutcome> =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
    })

  resolve(outcome: CommitOutcome): void {
    this.#waiting.shift()?.resolve(outcome)
  }

  reject(error: Error): void {
    this.#waiting.shift()?.reject(error)
  }
}

describe('createAcceptor', () => {
  it('publishes after the commit, and only then', async () => {
    const events: Encoded<AcceptedEvent>[] = []
    const order: string[] = []
    const commit = (request: AcceptRequest): Promise<CommitOutcome> => {
      order.push(`commit ${request.parsed.messageId}`)
      return Promise.resolve({ kind: 'accepted', events })
    }
    const publisher = {
      offer: (offered: readonly Encoded<AcceptedEvent>[]) => {
        order.push(offered === events ? 'publish' : 'publish something else')
        return Promise.resolve(true)
      },
    }
    const { acceptor } = acceptorOf(commit, { publisher })
    expect(await acceptor.accept(REQUEST)).toEqual({ kind: 'accepted' })
    expect(order).toEqual(['commit KENANGA-P2-20261104-40078', 'publish'])
  })

  it('says what was decided as it was committed', async () => {
    const decided: AcceptOutcome & { readonly kind: 'accepted' } = { kind: 'accepted', decided: [] }
    const { acceptor } = acceptorOf(() => Promise.resolve({ ...decided, events: [] }))
    expect(await acceptor.accept(REQUEST)).toEqual(decided)
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
    const { acceptor } = acceptorOf(() => Promise.reject(new Error('must not be asked')), {
      backlog: { isFull: () => true },
    })
    expect(await acceptor.accept(REQUEST)).toEqual({
      kind: 'overloaded',
      retryAfterMs: BACKLOG_RETRY_AFTER_MS,
    })
  })

  it('answers in time, and publishes what is committed later', async () => {
    const commits = new HandCommits()
    const { acceptor, published, clock } = acceptorOf(commits.commit)
    const answer = acceptor.accept(REQUEST)
    clock.advance(ANSWER_TIMEOUT_MS)
    const outcome = await answer
    expect(outcome).toMatchObject({ kind: 'unavailable', retryAfterMs: TIMEOUT_RETRY_AFTER_MS })
    const events: Encoded<AcceptedEvent>[] = []
    commits.resolve({ kind: 'accepted', events })
    await (outcome.kind === 'unavailable' ? outcome.unfinished : undefined)
    expect(published).toEqual([events])
  })

  it('spreads the times at which callers come again', async () => {
    const { acceptor } = acceptorOf(() => Promise.resolve({ kind: 'overloaded', retryAfterMs: 400 }), {
      random: () => 0.5,
    })
    expect(await acceptor.accept(REQUEST)).toEqual({ kind: 'overloaded', retryAfterMs: 600 })
  })

  it('survives a commit that fails after the answer was due', async () => {
    const commits = new HandCommits()
    const { acceptor, clock } = acceptorOf(commits.commit)
    const answer = acceptor.accept(REQUEST)
    clock.advance(ANSWER_TIMEOUT_MS)
    commits.reject(new Error('too late'))
    expect(await answer).toMatchObject({ kind: 'unavailable' })
  })
})
