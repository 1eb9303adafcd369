import {
  createPlanDivider,
  Encoded,
  openAcceptedEvent,
  acceptedEventCodec,
  ruleOutcomesCodec,
  typologyOutcomesCodec,
  DEFAULT_RULE_GROUP,
} from '@pantau/contracts'
import type { RuleGroups, RuleOutcomes, TypologyOutcomes } from '@pantau/contracts'
import { runRules, scoreTypologies } from '@pantau/evaluation'
import { monotonicClock } from '../monotonic-clock.ts'
import type { RehearsedEvent } from './rehearse-events.ts'

const ONE_PART = { group: DEFAULT_RULE_GROUP, index: 0, count: 1 }

/** What each stage would get of an event, as bytes. A rule that throws has its `.err`. */
export const stageInputs = {
  /** Of the event director. */
  accepted: ({ bytes }: RehearsedEvent): Uint8Array => bytes,

  /** Of the rule processors of a group; none of an event of whose plan it runs no rule. */
  planned(ruleGroups: RuleGroups, ruleGroup: string): (rehearsed: RehearsedEvent) => Uint8Array | undefined {
    const sharesOf = createPlanDivider(ruleGroups)
    return ({ event, bytes, plan }) => {
      const share = sharesOf(plan).find(({ part }) => part.group === ruleGroup)
      return share === undefined
        ? undefined
        : openAcceptedEvent(Encoded.ofBytes(acceptedEventCodec, bytes)).plan(event.header, share.part).bytes()
    }
  },

  /** Of the typology processor, which keeps nothing of a payment that comes in one part. */
  ruleOutcomes: (rehearsed: RehearsedEvent): Uint8Array => ruleOutcomesCodec.encode(outcomesOf(rehearsed)),

  /** Of tadp. */
  typologyOutcomes(rehearsed: RehearsedEvent): Uint8Array {
    const { header, ruleResults } = outcomesOf(rehearsed)
    const outcomes: TypologyOutcomes = {
      header,
      ruleResults,
      typologyResults: scoreTypologies(rehearsed.plan, ruleResults, monotonicClock),
    }
    return typologyOutcomesCodec.encode(outcomes)
  },
}

function outcomesOf({ event: { header, payment, facts }, plan }: RehearsedEvent): RuleOutcomes {
  return { header, part: ONE_PART, ruleResults: runRules(plan, payment, facts, monotonicClock) }
}
