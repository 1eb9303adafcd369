import { describe, expect, it } from 'vitest'
import { Encoded, parseOutboxPayload, typologyOutcomesCodec } from '@pantau/contracts'
import type { ConfigurationSource, TypologyOutcomes } from '@pantau/contracts'
import { compileConfiguration, scoreTypologies } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import { defaultConfigurationSet } from '@pantau/typologies'
import type { EvaluationItem, EvaluationWriter } from './evaluation-writer.ts'
import { createTadpStage } from './tadp.ts'

const NOW_MS = 1_785_662_049_188
const ACCEPTED_AT_MS = 1_785_662_049_030

const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
if ('problems' in compilation) {
  throw new TypeError(JSON.stringify(compilation.problems))
}
const configurations: ConfigurationSource = {
  byDigest: async (digest) => (digest.startsWith('shipped') ? compilation : undefined),
}
const plan = compilation.compiled.planFor('pacs.002.001.12')
if (plan === undefined) {
  throw new TypeError('The shipped configuration plans pacs.002')
}

function outcomesOf(
  outcomes: Readonly<Record<string, string>>,
  change: Partial<TypologyOutcomes['header']> = {},
): TypologyOutcomes {
  if (plan === undefined) {
    throw new TypeError('There is a plan')
  }
  const ruleResults = plan.rules.map(({ ruleId, cfg }) => ({
    ruleId,
    cfg,
    outcome: outcomes[ruleId] ?? (ruleId.startsWith('EFRuP') ? 'none' : '.01'),
    value: 1,
    durationNs: 10,
  }))
  return {
    header: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId: 'STATUS-1',
      acceptedAtMs: ACCEPTED_AT_MS,
      configDigest: 'shipped',
      dataPreparationNs: 1,
      eventDirectorNs: 2,
      ...change,
    },
    ruleResults,
    typologyResults: scoreTypologies(plan, ruleResults, { nowNs: () => 0 }),
  }
}

function delivered(outcomes: TypologyOutcomes): Encoded<TypologyOutcomes> {
  return Encoded.ofBytes(typologyOutcomesCodec, typologyOutcomesCodec.encode(outcomes))
}

/** Records what it is given; `duplicate` for everything, where asked to. */
function createWriter(result: 'written' | 'duplicate' = 'written') {
  const items: EvaluationItem[] = []
  const writer: EvaluationWriter = {
    async write(given) {
      items.push(...given)
      return given.map(() => result)
    },
  }
  return { items, writer }
}

function createStage(writer: EvaluationWriter, alertsOnly = true) {
  let nowNs = 0
  return createTadpStage({
    configurations,
    writer,
    clock: { nowNs: () => (nowNs += 900) },
    nowMs: () => NOW_MS,
    alertsOnly,
  })
}

async function decided(outcomes: TypologyOutcomes, alertsOnly = true): Promise<EvaluationItem> {
  const { items, writer } = createWriter()
  const [verdict] = await createStage(writer, alertsOnly).handle([delivered(outcomes)])
  expect(verdict).toEqual({ kind: 'ack', outputs: [] })
  const [item] = items
  if (item === undefined) {
    throw new TypeError('Nothing was written')
  }
  return item
}

async function idOf(change: Partial<TypologyOutcomes['header']>): Promise<string> {
  return (await decided(outcomesOf({}, change))).record.evaluationId
}

const leaving = (item: EvaluationItem): unknown[] =>
  item.outbox.map(({ kind, payload }) => [kind, parseOutboxPayload(payload)])

describe('tadp', () => {
  it('stores a decision without an alert, and nothing leaves', async () => {
    const outcomes = outcomesOf({})
    const item = await decided(outcomes)
    expect(item).toEqual({
      record: {
        ...outcomes,
        evaluationId: expect.stringMatching(
          /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        ),
        status: 'NALT',
        evaluatedAtMs: NOW_MS,
        adjudicationNs: 900,
      },
      isFinding: false,
      outbox: [],
    })
  })

  it('sends an alert for a review', async () => {
    const item = await decided(outcomesOf({ '901@4.0.0': '.02', '902@4.0.0': '.02' }))
    const { evaluationId, status } = item.record
    expect(status).toBe('ALRT')
    expect(leaving(item)).toEqual([['alert', { v: 1, kind: 'alert', evaluationId }]])
  })

  it('sends the report of every decision where that is asked for', async () => {
    const item = await decided(outcomesOf({}), false)
    const { evaluationId, status } = item.record
    expect(status).toBe('NALT')
    expect(leaving(item)).toEqual([['alert', { v: 1, kind: 'alert', evaluationId }]])
  })

  it('sends an interdiction beside the alert when a typology asks to stop the payment', async () => {
    const item = await decided(outcomesOf({ '901@4.0.0': '.03' }))
    const { evaluationId } = item.record
    expect(leaving(item)).toEqual([
      ['alert', { v: 1, kind: 'alert', evaluationId }],
      [
        'interdiction',
        { v: 1, kind: 'interdiction', evaluationId, interdiction: { kind: 'typology', typologyIndex: 0 } },
      ],
    ])
  })

  it('sends the interdiction of a block once, and none of its typology', async () => {
    const item = await decided(outcomesOf({ '901@4.0.0': '.03', 'EFRuP@4.0.0': 'block' }))
    const { evaluationId } = item.record
    expect(leaving(item)).toEqual([
      ['alert', { v: 1, kind: 'alert', evaluationId }],
      [
        'interdiction',
        { v: 1, kind: 'interdiction', evaluationId, interdiction: { kind: 'block', ruleIndex: 0 } },
      ],
    ])
  })

  it('alerts when a rule could not tell', async () => {
    const item = await decided(outcomesOf({ '902@4.0.0': '.err' }))
    expect(item.record.status).toBe('ALRT')
    expect(leaving(item)).toHaveLength(1)
  })

  it('names the evaluation by message and configuration, the same at every delivery', async () => {
    const id = await idOf({})
    expect(await idOf({ eventDirectorNs: 99 })).toBe(id)
    const others = await Promise.all([
      idOf({ tenantId: 'OTHER' }),
      idOf({ messageId: 'STATUS-2' }),
      idOf({ configDigest: 'shipped-2' }),
    ])
    expect(new Set([id, ...others]).size).toBe(4)
    expect(id.slice(0, 13).replace('-', '')).toBe(ACCEPTED_AT_MS.toString(16).padStart(12, '0'))
  })

  it('acks a message that has an evaluation already', async () => {
    const { writer } = createWriter('duplicate')
    expect(await createStage(writer).handle([delivered(outcomesOf({}))])).toEqual([
      { kind: 'ack', outputs: [] },
    ])
  })

  it('writes a batch at once, without the messages that it rejects', async () => {
    const { items, writer } = createWriter()
    const verdicts = await createStage(writer).handle([
      delivered(outcomesOf({})),
      Encoded.ofBytes(typologyOutcomesCodec, new TextEncoder().encode('{"v":1}')),
      delivered({ ...outcomesOf({}), typologyResults: [] }),
      delivered(outcomesOf({}, { configDigest: 'unheard-of' })),
      delivered(outcomesOf({}, { messageId: 'STATUS-2' })),
    ])
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['ack', 'reject', 'reject', 'reject', 'ack'])
    expect(items.map(({ record }) => record.header.messageId)).toEqual(['STATUS-1', 'STATUS-2'])
  })

  it('does not trouble the store with a batch of which nothing is left', async () => {
    const writer = { write: async () => Promise.reject(new TypeError('Nothing is to be written')) }
    const verdicts = await createStage(writer).handle([
      delivered(outcomesOf({}, { configDigest: 'unheard-of' })),
    ])
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['reject'])
  })

  it('acks nothing while the store is away', async () => {
    const away = Object.assign(new Error('The store is away'), { retryAfterMs: 250 })
    const stage = createStage({ write: async () => Promise.reject(away) })
    await expect(stage.handle([delivered(outcomesOf({}))])).rejects.toBe(away)
  })
})
