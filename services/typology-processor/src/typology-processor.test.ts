import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Encoded, partitionRules, ruleOutcomesCodec, typologyOutcomesCodec } from '@pantau/contracts'
import type {
  CollectedParts,
  ConfigurationSource,
  PartStore,
  RuleOutcomes,
  StoredPart,
  TypologyOutcomes,
} from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import type { RuleResult } from '@pantau/evaluation'
import { ruleRegistry } from '@pantau/rules'
import type { Verdict } from '@pantau/stream'
import { defaultConfigurationSet } from '@pantau/typologies'
import { createTypologyProcessorStage } from './typology-processor.ts'

const DEADLINE_MS = 5_000

const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
if ('problems' in compilation) {
  throw new TypeError(JSON.stringify(compilation.problems))
}
const configurations: ConfigurationSource = {
  byDigest: async (digest) => (digest === 'shipped' ? compilation : undefined),
}
const plan = compilation.compiled.planFor('pacs.002.001.12')
if (plan === undefined) {
  throw new TypeError('The shipped configuration plans pacs.002')
}

/** Results in the plan's order: EFRuP, 901, 902. */
function resultsOf(outcomes: Readonly<Record<string, string>>): RuleResult[] {
  return (plan?.rules ?? []).map(({ ruleId, cfg }) => {
    const outcome = outcomes[ruleId] ?? (ruleId.startsWith('EFRuP') ? 'none' : '.01')
    const result = { ruleId, cfg, outcome, value: 1, durationNs: 10 }
    return outcome === '.err' ? { ...result, reason: 'could not tell' } : result
  })
}

function outcomesOf(ruleResults: readonly RuleResult[], change: Partial<RuleOutcomes> = {}): RuleOutcomes {
  return {
    header: {
      tenantId: 'DEFAULT',
      transactionType: 'pacs.002.001.12',
      messageId: 'STATUS-1',
      acceptedAtMs: 1_785_662_049_030,
      configDigest: 'shipped',
      dataPreparationNs: 1,
      eventDirectorNs: 2,
    },
    part: { group: 'default', index: 0, count: 1 },
    ruleResults,
    ...change,
  }
}

function delivered(outcomes: RuleOutcomes): Encoded<RuleOutcomes> {
  return Encoded.ofBytes(ruleOutcomesCodec, ruleOutcomesCodec.encode(outcomes))
}

/** Two groups: 902 in one, the rest in the other. */
function partsOf(ruleResults: readonly RuleResult[]): RuleOutcomes[] {
  const shares = plan === undefined ? [] : partitionRules(plan, { network: ['902@4.0.0'] })
  return shares.map(({ part, ruleIndexes }) =>
    outcomesOf(
      ruleIndexes.flatMap((index) => ruleResults[index] ?? []),
      { part },
    ),
  )
}

/** The port's promises, in memory; time is turned by hand. */
function createPartStore(): PartStore & { ageMs: number } {
  const byKey = new Map<string, Map<number, Uint8Array>>()
  const store = {
    ageMs: 0,
    async add(parts: readonly StoredPart[]): Promise<readonly CollectedParts[]> {
      return parts.map(({ key, index, bytes }) => {
        const known = byKey.get(key) ?? new Map<number, Uint8Array>()
        byKey.set(key, known)
        if (!known.has(index)) {
          known.set(index, bytes)
        }
        return { parts: new Map(known), ageMs: store.ageMs }
      })
    },
  }
  return store
}

const forbiddenStore: PartStore = {
  add: async () => Promise.reject(new TypeError('The store is not to be touched')),
}

function createStage(parts: PartStore = forbiddenStore) {
  let nowNs = 0
  return createTypologyProcessorStage({
    configurations,
    parts,
    partsDeadlineMs: DEADLINE_MS,
    clock: { nowNs: () => (nowNs += 5) },
  })
}

function outputOf(verdict: Verdict<TypologyOutcomes> | undefined): TypologyOutcomes | undefined {
  if (verdict?.kind !== 'ack') {
    throw new TypeError(`Not acked: ${JSON.stringify(verdict)}`)
  }
  const [output] = verdict.outputs
  return output === undefined ? undefined : typologyOutcomesCodec.decode(output.message.bytes())
}

function withoutDurations(output: TypologyOutcomes | undefined): unknown {
  const typologyResults = output?.typologyResults.map((result) => ({ ...result, durationNs: 0 }))
  return { ...output, typologyResults }
}

describe('typology processor', () => {
  it('scores the typologies of a payment whose rules ran in one group, without touching the store', async () => {
    const outcomes = outcomesOf(resultsOf({ '901@4.0.0': '.03' }))
    const [verdict] = await createStage().handle([delivered(outcomes)])
    expect(verdict).toMatchObject({ kind: 'ack', outputs: [{ channel: { subject: 'pantau.v1.tadp' } }] })
    expect(outputOf(verdict)).toEqual({
      header: outcomes.header,
      ruleResults: outcomes.ruleResults,
      typologyResults: [
        {
          typologyId: 'typology-processor',
          cfg: '999-901-902@4.0.0',
          score: 500,
          review: true,
          interdict: true,
          durationNs: expect.any(Number),
        },
      ],
    })
  })

  it('asks for a review when a rule could not tell, however low the score', async () => {
    const [verdict] = await createStage().handle([delivered(outcomesOf(resultsOf({ '902@4.0.0': '.err' })))])
    expect(outputOf(verdict)?.typologyResults).toEqual([
      expect.objectContaining({ score: 100, review: true, interdict: false, reason: expect.any(String) }),
    ])
  })

  it('rejects what is not the plan’s, and scores its neighbours', async () => {
    const complete = resultsOf({})
    const verdicts = await createStage().handle([
      delivered(outcomesOf(complete.slice(1))),
      delivered(outcomesOf(complete.toReversed())),
      Encoded.ofBytes(ruleOutcomesCodec, new TextEncoder().encode('[]')),
      delivered(outcomesOf(complete, { header: { ...outcomesOf([]).header, configDigest: 'unheard-of' } })),
      delivered(outcomesOf(complete)),
    ])
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['reject', 'reject', 'reject', 'reject', 'ack'])
  })

  it('says the same of a message that comes again, but for the durations', async () => {
    const message = delivered(outcomesOf(resultsOf({})))
    const stage = createStage()
    const [[first], [again]] = [await stage.handle([message]), await stage.handle([message])]
    expect(withoutDurations(outputOf(again))).toEqual(withoutDurations(outputOf(first)))
  })
})

describe('typology processor, for rules in several groups', () => {
  const results = resultsOf({ '901@4.0.0': '.02', '902@4.0.0': '.03' })
  const whole = async (): Promise<TypologyOutcomes | undefined> =>
    outputOf((await createStage().handle([delivered(outcomesOf(results))]))[0])

  it('waits for all parts, in whatever order and however often they come, then scores as if there were one', async () => {
    const expected = await whole()
    const [first, second] = partsOf(results)
    if (first === undefined || second === undefined) {
      throw new TypeError('There are two parts')
    }
    const deliveries = fc
      .array(fc.constantFrom(first, second), { maxLength: 6 })
      .filter((parts) => parts.includes(first) && parts.includes(second))
    await fc.assert(
      fc.asyncProperty(deliveries, fc.boolean(), async (parts, atOnce) => {
        const stage = createStage(createPartStore())
        const verdicts = atOnce
          ? await stage.handle(parts.map(delivered))
          : await Promise.all(parts.map(async (part) => (await stage.handle([delivered(part)]))[0]))
        const outputs = verdicts.map(outputOf)
        const complete = Math.max(parts.indexOf(first), parts.indexOf(second))
        for (const [position, output] of outputs.entries()) {
          // A part that comes again after all are there is answered again: the first output may have been lost.
          expect(output?.ruleResults).toEqual(position < complete ? undefined : expected?.ruleResults)
          expect(output?.typologyResults.map(({ score }) => score)).toEqual(
            position < complete ? undefined : expected?.typologyResults.map(({ score }) => score),
          )
        }
      }),
    )
  })

  it('lets the first answer of a part stand', async () => {
    const stage = createStage(createPartStore())
    const [first, second] = partsOf(results)
    const [, changed] = partsOf(resultsOf({ '901@4.0.0': '.02', '902@4.0.0': '.err' }))
    const messages = [second, changed, first].flatMap((part) => (part === undefined ? [] : [delivered(part)]))
    const verdicts = await stage.handle(messages)
    expect(verdicts.map(outputOf).map((output) => output?.ruleResults)).toEqual([
      undefined,
      undefined,
      results,
    ])
  })

  it('sends a payment to review when a part is missing after the deadline, and not before', async () => {
    const store = createPartStore()
    const stage = createStage(store)
    const message = partsOf(results).slice(0, 1).map(delivered)
    store.ageMs = DEADLINE_MS - 1
    expect(outputOf((await stage.handle(message))[0])).toBeUndefined()
    store.ageMs = DEADLINE_MS
    const output = outputOf((await stage.handle(message))[0])
    expect(output?.ruleResults.map(({ ruleId, outcome, reason }) => [ruleId, outcome, reason])).toEqual([
      ['EFRuP@4.0.0', 'none', undefined],
      ['901@4.0.0', '.02', undefined],
      ['902@4.0.0', '.err', 'Rule did not answer before the deadline'],
    ])
    expect(output?.typologyResults).toEqual([expect.objectContaining({ review: true })])
  })

  it('rejects a part that has results of another part', async () => {
    const stage = createStage(createPartStore())
    const parts = partsOf(results).map((part) => delivered({ ...part, ruleResults: results }))
    const verdicts = await stage.handle(parts)
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['ack', 'reject'])
  })

  it('keeps payments, configurations and ways to divide apart', async () => {
    const added: string[] = []
    const counting: PartStore = {
      async add(parts) {
        added.push(...parts.map(({ key }) => key))
        return parts.map(() => ({ parts: new Map(), ageMs: 0 }))
      },
    }
    const header = outcomesOf([]).header
    const part = { group: 'default', index: 0, count: 2 }
    const source = { byDigest: async () => compilation }
    const stage = createTypologyProcessorStage({
      configurations: source,
      parts: counting,
      partsDeadlineMs: DEADLINE_MS,
      clock: { nowNs: () => 0 },
    })
    await stage.handle(
      [
        outcomesOf(results, { part }),
        outcomesOf(results, { part, header: { ...header, tenantId: 'OTHER' } }),
        outcomesOf(results, { part, header: { ...header, messageId: 'STATUS-2' } }),
        outcomesOf(results, { part, header: { ...header, configDigest: 'other' } }),
        outcomesOf(results, { part: { ...part, count: 3 } }),
      ].map(delivered),
    )
    expect(new Set(added).size).toBe(5)
  })

  it('lets the runner wait while the store is away', async () => {
    const away = Object.assign(new Error('The store is away'), { retryAfterMs: 250 })
    const stage = createStage({ add: async () => Promise.reject(away) })
    await expect(stage.handle(partsOf(results).map(delivered))).rejects.toBe(away)
  })
})
