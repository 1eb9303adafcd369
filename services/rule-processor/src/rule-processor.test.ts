import { describe, expect, it } from 'vitest'
import {
  channels,
  createFactLayout,
  Encoded,
  PackedFacts,
  plannedEventCodec,
  ruleOutcomesCodec,
} from '@pantau/contracts'
import type { PlannedEvent } from '@pantau/contracts'
import { compileConfiguration } from '@pantau/evaluation'
import { captureFacts, createMemoryBook } from '@pantau/facts'
import { createExamplePayment } from '@pantau/rule-kit'
import { ruleRegistry } from '@pantau/rules'
import { createMemoryTransport } from '@pantau/stream'
import { defaultConfigurationSet } from '@pantau/typologies'
import { createFixtureLayouts } from '../test/fixture-layouts.ts'
import { createInlineExecutor } from './inline-executor.ts'
import { createRuleProcessorStage } from './rule-processor.ts'

const compilation = compileConfiguration(defaultConfigurationSet(), ruleRegistry)
if ('problems' in compilation) {
  throw new TypeError(JSON.stringify(compilation.problems))
}
const facts = compilation.compiled.planFor('pacs.002.001.12')?.facts ?? []
const payment = createExamplePayment()
const captured = captureFacts(facts, payment, createMemoryBook().history(payment))

const stage = createRuleProcessorStage({
  executor: createInlineExecutor({
    configurations: { byDigest: async (digest) => (digest === 'shipped' ? compilation : undefined) },
    layouts: createFixtureLayouts({ shipped: Object.keys(captured) }),
    ruleGroups: {},
    ruleBudgetMs: 1_000,
    clock: { nowNs: () => 0 },
    onGivenUp: () => undefined,
  }),
  ruleGroup: 'default',
})

function planned(change: Partial<PlannedEvent> = {}): Encoded<PlannedEvent> {
  const event: PlannedEvent = {
    header: {
      tenantId: payment.tenantId,
      transactionType: payment.transactionType,
      messageId: payment.messageId,
      acceptedAtMs: 1_785_662_049_030,
      configDigest: 'shipped',
      dataPreparationNs: 1,
      eventDirectorNs: 2,
    },
    part: { group: 'default', index: 0, count: 1 },
    payment,
    facts: captured,
    ...change,
  }
  return Encoded.ofBytes(plannedEventCodec, plannedEventCodec.encode(event))
}

describe('rule processor', () => {
  it('reads the events of its rule group', () => {
    expect(stage.input).toEqual(channels.rules('default'))
  })

  it('publishes the results of the shipped rules for the typology processor', async () => {
    const transport = createMemoryTransport({ capacityMessages: 10, redeliverAfterMs: 60_000 })
    const [verdict] = await stage.handle([planned()])
    await transport.publish(verdict?.kind === 'ack' ? verdict.outputs : [])
    const subscription = await transport.subscribe(channels.typologyProcessor)
    const [delivery] = await subscription.next(10)
    const { header, part, ruleResults } = ruleOutcomesCodec.decode(
      delivery?.message.bytes() ?? new Uint8Array(),
    )
    expect([header.messageId, part]).toEqual([payment.messageId, { group: 'default', index: 0, count: 1 }])
    expect(ruleResults.map(({ ruleId, outcome, value }) => [ruleId, outcome, value])).toEqual([
      ['EFRuP@4.0.0', 'none', 0],
      ['901@4.0.0', '.01', 1],
      ['902@4.0.0', '.01', 1],
    ])
    await transport.close()
  })

  it('says the same of an event whose facts are packed', async () => {
    const values = createFactLayout(Object.keys(captured)).pack(captured)
    const verdicts = await stage.handle([planned(), planned({ facts: new PackedFacts('shipped', values) })])
    const [keyed, packed] = verdicts.map((verdict) =>
      verdict.kind === 'ack' ? verdict.outputs.map(({ message }) => message.value().ruleResults) : verdict,
    )
    expect(keyed).toMatchObject([[{ outcome: 'none' }, { outcome: '.01' }, { outcome: '.01' }]])
    expect(packed).toEqual(keyed)
  })

  it('gives `.err` to rules whose facts the event does not carry, never a zero', async () => {
    const [verdict] = await stage.handle([planned({ facts: { conditions: [] } })])
    const results = verdict?.kind === 'ack' ? verdict.outputs[0]?.message.value().ruleResults : undefined
    expect(results?.map(({ ruleId, outcome }) => [ruleId, outcome])).toEqual([
      ['EFRuP@4.0.0', 'none'],
      ['901@4.0.0', '.err'],
      ['902@4.0.0', '.err'],
    ])
  })

  it('rejects what can have no results, and hands its neighbours on', async () => {
    const verdicts = await stage.handle([
      planned({ part: { group: 'default', index: 0, count: 3 } }),
      planned(),
      Encoded.ofBytes(plannedEventCodec, new Uint8Array()),
    ])
    expect(verdicts.map((verdict) => verdict.kind)).toEqual(['reject', 'ack', 'reject'])
  })
})
