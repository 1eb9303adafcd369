import { acceptedEventCodec } from './accepted-event-codec.ts'
import type { ChannelSpec } from './channel-spec.ts'
import { plannedEventCodec } from './planned-event-codec.ts'
import { ruleOutcomesCodec } from './rule-outcomes-codec.ts'
import type { AcceptedEvent, PlannedEvent, RuleOutcomes, TypologyOutcomes } from './stage-messages.ts'
import { typologyOutcomesCodec } from './typology-outcomes-codec.ts'

/** Every subject starts with it; the version changes when old and new services could not share subjects. */
export const SUBJECT_PREFIX = 'pantau.v1.'

/**
 * The channels between the stages, each named after the stage that reads it. Every stage has a stream of its own: a bounded stream
 * that held several hops could fill up with the first one's backlog, and the stages that would drain it could no longer publish.
 */
export const channels = {
  eventDirector: {
    name: 'event-director',
    stream: 'PANTAU_EVENT_DIRECTOR',
    subject: `${SUBJECT_PREFIX}event-director`,
    codec: acceptedEventCodec,
  } satisfies ChannelSpec<AcceptedEvent>,

  typologyProcessor: {
    name: 'typology-processor',
    stream: 'PANTAU_TYPOLOGY_PROCESSOR',
    subject: `${SUBJECT_PREFIX}typology-processor`,
    codec: ruleOutcomesCodec,
  } satisfies ChannelSpec<RuleOutcomes>,

  tadp: {
    name: 'tadp',
    stream: 'PANTAU_TADP',
    subject: `${SUBJECT_PREFIX}tadp`,
    codec: typologyOutcomesCodec,
  } satisfies ChannelSpec<TypologyOutcomes>,

  /** The channel of one rule group; rule processors of other groups do not see its messages. */
  rules(group: string): ChannelSpec<PlannedEvent> {
    return {
      name: `rules-${group}`,
      stream: 'PANTAU_RULES',
      subject: `${SUBJECT_PREFIX}rules.${group}`,
      codec: plannedEventCodec,
    }
  },
}
