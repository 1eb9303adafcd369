import { describe, expect, it } from 'vitest'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import { createMemoryTracer } from '@pantau/testkit'
import type { EndedSpan, MemoryTracer } from '@pantau/testkit'
import type { PinnedRequest } from './accept-request.ts'
import { UnstorableMessageError } from './commit-resiliently.ts'
import type { Settled } from './commit-resiliently.ts'
import { submitTraced, traceCommit } from './trace-commit.ts'

function request(tracer: MemoryTracer, isTraced: boolean): PinnedRequest {
  const result = parseMessage('pacs.008.001.10', EXAMPLE_MESSAGES['pacs.008.001.10'], { quoting: false })
  if (result.kind === 'refused') {
    throw new TypeError('The example is valid')
  }
  const span = isTraced ? tracer.enter(undefined, 'POST') : undefined
  return submitTraced(
    {
      tenantId: 'DEFAULT',
      parsed: result.message,
      rawBody: new Uint8Array(),
      contentHash: new Uint8Array(),
      receivedAtNs: 0n,
      ...(span === undefined ? {} : { span }),
    },
    tracer,
  )
}

const done = (count: number): readonly Settled<number>[] =>
  Array.from({ length: count }, (_, result) => ({ kind: 'done', result }))

function named({ ended }: MemoryTracer, name: string): readonly EndedSpan[] {
  return ended.filter((span) => span.name === name)
}

describe('a commit of a batch', () => {
  it('shows in each message that is traced, linked with the span of the batch', async () => {
    const tracer = createMemoryTracer()
    const requests = [true, false, true].map((isTraced) => request(tracer, isTraced))
    const results = await traceCommit(tracer, requests, (all) => Promise.resolve(done(all.length)))
    expect(results).toEqual(done(3))
    const contexts = requests.flatMap(({ span }) => span?.context ?? [])
    const [batch] = named(tracer, 'commit batch')
    expect(batch).toMatchObject({
      links: contexts,
      attributes: { 'pantau.batch.messages': 3, 'pantau.batch.traced': 2 },
      failure: undefined,
    })
    const parents = contexts.map(({ spanId }) => spanId)
    expect(named(tracer, 'wait for a commit').map(({ parent }) => parent)).toEqual(parents)
    expect(named(tracer, 'commit').map(({ parent }) => parent)).toEqual(parents)
    expect(named(tracer, 'commit').map(({ links }) => links)).toEqual([[batch?.context], [batch?.context]])
  })

  it('leaves nothing where no message is traced', async () => {
    const tracer = createMemoryTracer()
    const requests = [request(tracer, false)]
    expect(await traceCommit(tracer, requests, (all) => Promise.resolve(done(all.length)))).toEqual(done(1))
    expect(tracer.ended).toEqual([])
  })

  it('fails for the message at fault and no other', async () => {
    const tracer = createMemoryTracer()
    const requests = [request(tracer, true), request(tracer, true)]
    const error = new UnstorableMessageError('no')
    await traceCommit(tracer, requests, () => Promise.resolve([...done(1), { kind: 'failed', error }]))
    expect(named(tracer, 'commit').map(({ failure }) => failure)).toEqual([
      undefined,
      'UnstorableMessageError',
    ])
  })

  it('ends its spans also when it throws, and throws on', async () => {
    const tracer = createMemoryTracer()
    const failing = traceCommit(tracer, [request(tracer, true)], () => Promise.reject(new RangeError('x')))
    await expect(failing).rejects.toThrow(RangeError)
    expect(tracer.ended.map(({ name, failure }) => [name, failure])).toEqual([
      ['wait for a commit', undefined],
      ['commit', 'RangeError'],
      ['commit batch', 'RangeError'],
    ])
  })
})
