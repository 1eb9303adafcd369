import { channels, Encoded, resolvePlans, typologyOutcomesCodec } from '@pantau/contracts'
import type {
  ConfigurationSource,
  EvaluationHeader,
  PartStore,
  PlanResolution,
  RuleOutcomes,
  TypologyOutcomes,
} from '@pantau/contracts'
import { IntegrityError, scoreTypologies } from '@pantau/evaluation'
import type { Plan, RuleResult } from '@pantau/evaluation'
import { ack, reject } from '@pantau/stream'
import type { Stage, Verdict } from '@pantau/stream'
import { collectRuleResults, toStoredPart } from './collect-rule-results.ts'
import type { Collection } from './collect-rule-results.ts'

export interface TypologyProcessorDeps {
  readonly configurations: ConfigurationSource
  /** Only used for payments whose rules ran in several groups. */
  readonly parts: PartStore
  /** How long after its first part a payment is scored without the parts that are missing, when one comes again. */
  readonly partsDeadlineMs: number
  /** Nanoseconds that never run backwards; only differences mean anything. */
  readonly clock: { nowNs(): number }
}

/**
 * Scores the typologies of each payment from all of its rule results. Where its rules ran in several groups, their parts are collected
 * first; a rule whose part never came has `.err`, so the payment goes to review.
 */
export function createTypologyProcessorStage(
  deps: TypologyProcessorDeps,
): Stage<RuleOutcomes, TypologyOutcomes> {
  return {
    name: 'typology-processor',
    input: channels.typologyProcessor,
    async handle(batch) {
      const resolutions = await resolvePlans(batch, deps.configurations)
      const collections = await collectAll(resolutions, deps)
      return resolutions.map((resolution, index): Verdict<TypologyOutcomes> => {
        if (resolution.kind === 'refused') {
          return reject(resolution.reason)
        }
        const { message, plan } = resolution
        const collection = collections.get(index) ?? { kind: 'collected', ruleResults: message.ruleResults }
        switch (collection.kind) {
          case 'waiting':
            return ack()
          case 'refused':
            return reject(collection.reason)
          case 'collected':
            return score(message.header, plan, collection.ruleResults, deps.clock)
        }
      })
    },
  }
}

/** By position in the batch, for the messages that are parts of several; one round trip for all of them. */
async function collectAll(
  resolutions: readonly PlanResolution<RuleOutcomes>[],
  deps: TypologyProcessorDeps,
): Promise<ReadonlyMap<number, Collection>> {
  const partial = resolutions.flatMap((resolution, index) =>
    resolution.kind === 'planned' && resolution.message.part.count > 1 ? [{ ...resolution, index }] : [],
  )
  if (partial.length === 0) {
    return new Map()
  }
  const collected = await deps.parts.add(partial.map(({ message }) => toStoredPart(message)))
  return new Map(
    partial.map(({ index, plan }, position) => {
      const parts = collected[position]
      if (parts === undefined) {
        throw new TypeError('The part store answers every part')
      }
      return [index, collectRuleResults(plan, parts, deps.partsDeadlineMs)]
    }),
  )
}

function score(
  header: EvaluationHeader,
  plan: Plan,
  ruleResults: readonly RuleResult[],
  clock: TypologyProcessorDeps['clock'],
): Verdict<TypologyOutcomes> {
  try {
    const typologyResults = scoreTypologies(plan, ruleResults, clock)
    const message = Encoded.ofValue(typologyOutcomesCodec, { header, ruleResults, typologyResults })
    return ack([{ channel: channels.tadp, message }])
  } catch (error) {
    if (error instanceof IntegrityError) {
      return reject(error.message)
    }
    throw error
  }
}
