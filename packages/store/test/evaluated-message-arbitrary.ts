import type { ConfigurationSet, RuleResult, TypologyResult } from '@pantau/evaluation'
import { EXAMPLE_MESSAGES } from '@pantau/iso20022'
import type { TransactionType } from '@pantau/rule-kit'
import { defaultConfigurationSet } from '@pantau/typologies'
import * as fc from 'fast-check'
import { INSTRUCTION } from './accepted-row.ts'
import type { EvaluatedMessage } from './evaluated-message.ts'

const name = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
const number = fc.double({ noNaN: true, noDefaultInfinity: true })
const durationNs = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e15, noNaN: true }))

/** Weights as numbers and as texts that spell one, in some order. */
const weight = fc.oneof(number, fc.constantFrom('100', '-5', '1.50', '.5', '2.', '+3', '1e2', '1e-400'))

/** The shipped set with other weights, thresholds and descriptions, and also for credit transfers. */
function configuration(): fc.Arbitrary<ConfigurationSet> {
  const shipped = defaultConfigurationSet()
  const outcomes = ['.err', '.x00', '.01', '.02', 'none', 'block']
  const weights = fc.uniqueArray(fc.record({ ref: fc.constantFrom(...outcomes), wght: weight }), {
    selector: ({ ref }) => ref,
  })
  const workflow = fc.record(
    { alertThreshold: number, interdictionThreshold: number, flowProcessor: name },
    { requiredKeys: ['alertThreshold'] },
  )
  return fc
    .record({
      weights: fc.array(weights, { minLength: 9, maxLength: 9 }),
      workflow,
      host: name,
      desc: name,
      active: fc.boolean(),
    })
    .map(({ weights: perRule, workflow: changed, host, desc, active }) => ({
      ...shipped,
      networkMap: {
        ...shipped.networkMap,
        active,
        messages: shipped.networkMap.messages.flatMap((message) =>
          (['pacs.008.001.10', message.txTp] as const).map((txTp) => ({
            ...message,
            host,
            txTp,
            typologies: message.typologies.map((typology) => ({ ...typology, desc })),
          })),
        ),
      },
      typologies: shipped.typologies.map((typology) => ({
        ...typology,
        workflow: changed,
        rules: typology.rules.map((rule, index) => ({ ...rule, wghts: perRule[index] ?? [] })),
      })),
    }))
}

function ruleResults(set: ConfigurationSet): fc.Arbitrary<readonly RuleResult[]> {
  const keys = new Map(
    set.typologies.flatMap(({ rules }) => rules).map(({ id, cfg }) => [`${id} ${cfg}`, { id, cfg }]),
  )
  return fc.tuple(
    ...[...keys.values()].map(({ id, cfg }) =>
      fc
        .record(
          {
            outcome: fc.constantFrom('.err', '.01', '.02', 'none', '.99'),
            value: number,
            durationNs,
            reason: name,
          },
          { requiredKeys: ['outcome', 'value', 'durationNs'] },
        )
        .map((result) => ({ ruleId: id, cfg, ...result })),
    ),
  )
}

const textLeaf = fc.oneof(
  name,
  number,
  fc.boolean(),
  fc.constantFrom(null, 1e21, 1e-7, 123456789012345680, 5e-324, -0),
)
const numberLeaf = fc.oneof(
  number,
  number.map(String),
  fc.constantFrom('1.50', ' 2 ', '0x1f', '+3', '.5', '1e3', '-0', true, null),
)
const unknownMembers = fc
  .dictionary(name, fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), { maxKeys: 2 })
  .filter((members) => !Object.hasOwn(members, '__proto__'))

/** A value with the structure of an example; its scalars are others, of every type that is taken for theirs, and objects have more in them. */
function disturbed(example: unknown): fc.Arbitrary<unknown> {
  if (Array.isArray(example)) {
    const [item] = example
    return fc.array(disturbed(item), { maxLength: 3 })
  }
  if (typeof example === 'object' && example !== null) {
    const members = Object.entries(example).map(([key, value]) => [key, disturbed(value)] as const)
    return fc
      .tuple(unknownMembers, fc.record(Object.fromEntries(members)))
      .map(([unknown, known]) => ({ ...unknown, ...known }))
  }
  return typeof example === 'string' ? textLeaf : numberLeaf
}

/** A message that was accepted, with what senders also put in the places that are ours to fill. */
export function acceptedBody(type: TransactionType): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const { TxTp: _, ...example } = EXAMPLE_MESSAGES[type]
  return fc
    .tuple(
      disturbed(example),
      fc.record(
        { TxTp: name, TenantId: name, DataCache: fc.jsonValue({ stringUnit: 'grapheme' }) },
        { requiredKeys: [] },
      ),
    )
    .map(([message, forged]) => ({ ...(message as Readonly<Record<string, unknown>>), ...forged }))
}

const instruction = fc
  .record(
    {
      exchangeRate: fc.oneof(number.map(String), fc.constantFrom('1', '1.250', 'about one', '1e999')),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF', 'IDR'),
      instructedMinor: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
      settlementMinor: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }),
      createdAt: name,
      entityId: name,
    },
    { requiredKeys: ['currency', 'instructedMinor', 'settlementMinor', 'createdAt', 'entityId'] },
  )
  .map(({ exchangeRate, currency, instructedMinor, settlementMinor, createdAt, entityId }) => ({
    ...INSTRUCTION,
    createdAt,
    debtor: { ...INSTRUCTION.debtor, entityId },
    instructed: { amountMinor: instructedMinor, currency },
    settlement: { amountMinor: settlementMinor, currency: 'EUR' },
    ...(exchangeRate === undefined ? {} : { exchangeRate }),
  }))

const header = (transactionType: TransactionType) =>
  fc.record(
    {
      tenantId: fc.constant('melati'),
      messageId: fc.constant('M'),
      transactionType: fc.constant(transactionType),
      acceptedAtMs: fc.constant(Date.now()),
      configDigest: fc.constant('that of the set'),
      dataPreparationNs: durationNs,
      eventDirectorNs: durationNs,
      traceParent: name,
    },
    {
      requiredKeys: [
        'tenantId',
        'messageId',
        'transactionType',
        'acceptedAtMs',
        'configDigest',
        'dataPreparationNs',
        'eventDirectorNs',
      ],
    },
  )

function typologyResults(set: ConfigurationSet): fc.Arbitrary<readonly TypologyResult[]> {
  return fc.tuple(
    ...set.typologies.map(({ id, cfg }) =>
      fc
        .record(
          { score: number, review: fc.boolean(), interdict: fc.boolean(), durationNs, reason: name },
          { requiredKeys: ['score', 'review', 'interdict', 'durationNs'] },
        )
        .map((result) => ({ typologyId: id, cfg, ...result })),
    ),
  )
}

/** Any evaluation that could have been stored; always under the same key. */
export const evaluatedMessage: fc.Arbitrary<EvaluatedMessage> = fc
  .tuple(configuration(), fc.constantFrom<TransactionType[]>('pacs.008.001.10', 'pacs.002.001.12'))
  .chain(([set, type]) =>
    fc.record({
      body: acceptedBody(type),
      instruction,
      configuration: fc.constant(set),
      record: fc.record({
        header: header(type),
        evaluationId: fc.uuid(),
        status: fc.constantFrom('ALRT' as const, 'NALT' as const),
        ruleResults: ruleResults(set),
        typologyResults: typologyResults(set),
        evaluatedAtMs: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }),
        adjudicationNs: durationNs,
      }),
    }),
  )
