import type { EvaluationRecord, MessageKey } from '@pantau/contracts'
import { PAYMENT_ACTIONS } from '@pantau/evaluation'
import { EXAMPLE_MESSAGES, parseMessage } from '@pantau/iso20022'
import type { MessageProgress } from '@pantau/store'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decisionsOf } from '../../test/decisions-of.ts'
import { TenantPlaces } from '../admission/tenant-places.ts'
import type { DecisionRepliesDeps, ExpectedDecision, ReplyResult } from './decision-replies.ts'

const type = 'pacs.002.001.12'
const result = parseMessage(type, EXAMPLE_MESSAGES[type], { quoting: false })
if (result.kind === 'refused') {
  throw new Error('The example is valid')
}
const { message: parsed } = result
const KEY: MessageKey = { tenantId: 'a', transactionType: type, messageId: parsed.messageId }

function recordOf(key: MessageKey, evaluationId: string): EvaluationRecord {
  return {
    header: { ...key, acceptedAtMs: 1, configDigest: 'c', dataPreparationNs: 1, eventDirectorNs: 1 },
    evaluationId,
    status: 'NALT',
    ruleResults: [],
    typologyResults: [],
    evaluatedAtMs: 0,
    adjudicationNs: 1,
  }
}

function setUp(found: MessageProgress | undefined, changed: Partial<DecisionRepliesDeps> = {}) {
  const asked: MessageKey[] = []
  const results: ReplyResult[] = []
  const decisions = decisionsOf(
    async (keys) => {
      asked.push(...keys)
      return keys.map(() => found)
    },
    { onReplied: (each) => results.push(each), ...changed },
  )
  const reply = async (prefer: string, expected: Partial<ExpectedDecision> = {}) => {
    const request = { tenantId: 'a', parsed, receivedAtNs: process.hrtime.bigint() }
    const wanted = decisions.wantedBy(prefer) ?? expect.fail('Nothing is wanted')
    return wanted({ request, onLeft: () => undefined, ...expected })
  }
  return { reply, asked, results }
}

function itemOf(key: MessageKey, evaluationId: string) {
  return { record: recordOf(key, evaluationId), isFinding: false, outbox: [] }
}

describe('a decision in a reply', () => {
  it('is that of the accepting transaction, where it made one, without a look at the database', async () => {
    const { reply, asked, results } = setUp(undefined)
    const others = { ...KEY, messageId: 'another that waited for it' }
    const decided = [itemOf(others, 'other'), itemOf(KEY, 'own')]
    const { applied, document } = await reply('wait=3', { decided })
    expect(applied).toBe('wait=3')
    expect(document).toMatchObject({ state: 'decided', action: 'proceed', evaluationID: 'own' })
    expect([asked, results]).toEqual([[], ['decided']])
  })

  it('is looked for where that transaction decided only others', async () => {
    const { reply, asked } = setUp({ kind: 'decided', record: recordOf(KEY, 'found') })
    const decided = [itemOf({ ...KEY, tenantId: 'b' }, 'other')]
    expect((await reply('wait=3', { decided })).document).toMatchObject({ evaluationID: 'found' })
    expect(asked).toEqual([KEY])
  })

  it('is told without thresholds where its configuration cannot be had', async () => {
    const configurations = { byDigest: () => Promise.reject(new Error('away')) }
    const { reply } = setUp({ kind: 'decided', record: recordOf(KEY, 'found') }, { configurations })
    expect((await reply('wait=3')).document).toMatchObject({ state: 'decided', evaluationID: 'found' })
  })

  it('is by the policy, whatever is missing', async () => {
    const found = fc.constantFrom<MessageProgress | undefined>(
      undefined,
      { kind: 'due' },
      { kind: 'parked' },
      { kind: 'quarantined' },
      { kind: 'unreadable', error: new Error('broken') },
    )
    await fc.assert(
      fc.asyncProperty(found, fc.constantFrom(...PAYMENT_ACTIONS), async (progress, undecided) => {
        const { reply, results } = setUp(progress, { undecided })
        const { document } = await reply('wait=0')
        expect(document).toMatchObject({ state: 'undecided', action: undecided })
        expect(results).toEqual(['undecided'])
      }),
      { numRuns: 30 },
    )
  })

  it('asks for no action where nothing is evaluated', async () => {
    const { reply, results } = setUp({ kind: 'recorded' })
    const { document } = await reply('wait=3')
    expect(Object.keys(document)).toEqual(['state', 'message'])
    expect([document.state, results]).toEqual(['not-evaluated', ['not-evaluated']])
  })

  it('is not waited for where too many wait, and places are given back', async () => {
    const places = new TenantPlaces({ max: 1, ofTenantMax: 1 })
    const { reply, asked, results } = setUp({ kind: 'due' }, { places })
    const taken = places.take('b')
    expect((await reply('wait=60')).document).toMatchObject({ state: 'undecided', missing: 'place-to-wait' })
    expect([asked, results]).toEqual([[], ['no-place']])
    taken?.()
    expect((await reply('wait=0')).document).toMatchObject({ missing: 'evaluation' })
    expect((await reply('wait=0')).document).toMatchObject({ missing: 'evaluation' })
  })
})
