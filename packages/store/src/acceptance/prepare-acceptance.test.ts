import type { CompiledConfiguration } from '@pantau/evaluation'
import { createAccountState, createFactCapture, encodeAccountState, foldAttempt } from '@pantau/facts'
import { describe, expect, test } from 'vitest'
import type { AcceptRequest, PinnedRequest } from './accept-request.ts'
import { buildAcceptBatch } from './accept-batch.ts'
import type { BatchReads, StatusReport } from './batch-reads.ts'
import { createEventWriter } from './create-event-writer.ts'
import { prepareAcceptance } from './prepare-acceptance.ts'

const ACCEPTED_AT_MS = 5_000
const WINDOW_MS = 100
const MONEY = { amountMinor: 1n, currency: 'EUR' }

/** Plans for status reports only, with one fact. */
const COMPILED: CompiledConfiguration = {
  networkMapCfg: 'map',
  planFor: (transactionType) =>
    transactionType === 'pacs.002.001.12'
      ? {
          transactionType,
          messageId: '004@4.0.0',
          messageCfg: '4.0.0',
          rules: [],
          typologies: [],
          facts: [{ kind: 'attempt-count', party: 'debtor', direction: 'sent', windowMs: WINDOW_MS }],
        }
      : undefined,
}

function request(
  parsed: Pick<AcceptRequest['parsed'], 'transactionType' | 'messageId'>,
  hash = 1,
): PinnedRequest {
  const createdAtMs = 1_000
  const instruction = {
    endToEndId: 'e',
    createdAt: '',
    createdAtMs,
    debtor: { accountId: 'D', entityId: 'De' },
    creditor: { accountId: 'C', entityId: 'Ce' },
    instructed: MONEY,
    settlement: MONEY,
  }
  return {
    tenantId: 'T',
    configuration: { digest: 'digest', compiled: COMPILED },
    parsed: {
      ...parsed,
      endToEndId: 'e',
      createdAt: '',
      createdAtMs,
      ...(parsed.transactionType === 'pacs.008.001.10' ? { instruction } : { status: 'ACCC' }),
      transaction: {},
      accounts: [],
      entities: [],
      accountHolders: [],
    },
    rawBody: new Uint8Array(),
    contentHash: Uint8Array.of(hash),
    receivedAtNs: 10n,
  }
}

const transfer = (hash?: number): PinnedRequest =>
  request({ transactionType: 'pacs.008.001.10', messageId: 't' }, hash)
const status = (messageId = 's'): PinnedRequest => request({ transactionType: 'pacs.002.001.12', messageId })

/** What a database would answer that knows nothing but the given; the debtor account was used at `attemptsMs`. */
function readsOf(
  requests: readonly PinnedRequest[],
  options: { known?: Uint8Array; parked?: readonly StatusReport[]; attemptsMs?: readonly number[] } = {},
): BatchReads {
  const { messages } = buildAcceptBatch(requests)
  const isNew = options.known === undefined
  const debtor = createAccountState()
  for (const attemptMs of options.attemptsMs ?? []) {
    foldAttempt(debtor, createAccountState(), attemptMs)
  }
  return {
    newKeys: new Map(isNew ? messages.map(({ key }) => [key, ACCEPTED_AT_MS]) : []),
    contentHashes: new Map(
      messages.map(({ key, request: { contentHash } }) => [key, options.known ?? contentHash]),
    ),
    instructions: new Map(),
    parked: new Map(options.parked === undefined ? [] : [['T\u0000e', options.parked]]),
    accounts: [
      { tenantId: 'T', accountId: 'D', version: 1, state: encodeAccountState(debtor) },
      { tenantId: 'T', accountId: 'C', version: 0, state: null },
    ],
    payees: new Map([['T\u0000D\u0000C', undefined]]),
    holders: new Map(),
    findings: new Map(),
    conditions: () => [],
  }
}

function prepare(requests: readonly PinnedRequest[], options?: Parameters<typeof readsOf>[1]) {
  return prepareAcceptance(buildAcceptBatch(requests), readsOf(requests, options), {
    nowNs: () => 25n,
    writeEvent: createEventWriter(),
    captureOf: createFactCapture,
  })
}

function eventsOf(prepared: ReturnType<typeof prepare>) {
  return prepared.outcomes.map((outcome) =>
    outcome.kind === 'accepted' ? outcome.events.map((event) => event.value()) : outcome.kind,
  )
}

describe('prepareAcceptance', () => {
  test('joins a status with the transfer before it, pins the configuration and measures the time so far', () => {
    const prepared = prepare([transfer(), status()], { attemptsMs: [990, 950] })
    expect(eventsOf(prepared)).toMatchObject([
      [],
      [
        {
          header: {
            messageId: 's',
            acceptedAtMs: ACCEPTED_AT_MS,
            configDigest: 'digest',
            dataPreparationNs: 15,
          },
          facts: { 'attempt-count/debtor/sent/100': { count: 3, saturated: false } },
        },
      ],
    ])
    const { writes } = prepared
    expect(writes.messages.map(({ due }) => due?.configDigest)).toEqual([undefined, 'digest'])
    expect(writes.instructions).toMatchObject([{ firstStatus: { messageId: 's' } }])
    expect(writes.attempts).toMatchObject([{ firstStatus: { messageId: 's' } }])
    expect(writes.states.map(({ accountId }) => accountId)).toEqual(['D', 'C'])
    expect(writes.payees).toMatchObject([{ history: { count: 1, firstMs: 1_000, lastMs: 1_000 } }])
    expect(writes.statuses).toEqual([])
    expect([...writes.parked, ...writes.released]).toEqual([])
  })

  test('leaves a status without its transfer parked, and one after it is no second attempt', () => {
    expect(prepare([status()]).writes.parked).toMatchObject([{ messageId: 's', occurredAtMs: 1_000 }])
    expect(prepare([status('s1'), transfer(), status('s2')]).writes.attempts).toMatchObject([
      { firstStatus: { messageId: 's1' } },
    ])
  })

  test('releases what was parked with the time, status and place in history that it had', () => {
    const parked = {
      tenantId: 'T',
      endToEndId: 'e',
      messageId: 'early',
      acceptedAtMs: 4_000,
      occurredAtMs: 700,
      status: 'RJCT',
      traceParent: 'trace',
    }
    const prepared = prepare([transfer()], { parked: [parked], attemptsMs: [650] })
    expect(eventsOf(prepared)).toMatchObject([
      [
        {
          header: { messageId: 'early', acceptedAtMs: 4_000, traceParent: 'trace' },
          payment: { occurredAtMs: 700, status: 'RJCT' },
          facts: { 'attempt-count/debtor/sent/100': { count: 2 } },
        },
      ],
    ])
    expect(prepared.writes.released).toMatchObject([
      { parked, sourceAccountId: 'C', destinationAccountId: 'D', due: { configDigest: 'digest' } },
    ])
  })

  test('tells a duplicate from a conflict, within the batch and against the record', () => {
    const kinds = (prepared: ReturnType<typeof prepare>): string[] =>
      prepared.outcomes.map(({ kind }) => kind)
    expect(kinds(prepare([transfer(1), transfer(2), transfer(1)]))).toEqual([
      'accepted',
      'conflict',
      'duplicate',
    ])
    const known = prepare([transfer(1), transfer(2)], { known: Uint8Array.of(2) })
    expect(kinds(known)).toEqual(['conflict', 'duplicate'])
    expect(known.writes.messages).toEqual([])
  })
})
