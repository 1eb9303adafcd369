import { channels, Encoded, partitionRules, plannedEventCodec, resolvePlans } from '@pantau/contracts'
import type { AcceptedEvent, ConfigurationSource, PlannedEvent, RuleGroups } from '@pantau/contracts'
import { ack, reject } from '@pantau/stream'
import type { Stage, Verdict } from '@pantau/stream'

export interface EventDirectorDeps {
  readonly configurations: ConfigurationSource
  /** Must be the same for the rule processors. */
  readonly ruleGroups: RuleGroups
  /** Nanoseconds that never run backwards; only differences mean anything. */
  readonly clock: { nowNs(): number }
}

/**
 * Hands each accepted event to the rule groups that have a rule in its plan: one output per group, so one where rules are not spread.
 * A payment that its configuration does not plan is rejected; tms publishes none, so that one tells of a mistake.
 */
export function createEventDirectorStage(deps: EventDirectorDeps): Stage<AcceptedEvent, PlannedEvent> {
  return {
    name: 'event-director',
    input: channels.eventDirector,
    async handle(batch) {
      const startedNs = deps.clock.nowNs()
      const resolutions = await resolvePlans(batch, deps.configurations)
      return resolutions.map((resolution): Verdict<PlannedEvent> => {
        if (resolution.kind === 'refused') {
          return reject(resolution.reason)
        }
        const { message, plan } = resolution
        const shares = partitionRules(plan, deps.ruleGroups)
        const eventDirectorNs = Math.round(deps.clock.nowNs() - startedNs)
        return ack(
          shares.map(({ part }) => ({
            channel: channels.rules(part.group),
            message: Encoded.ofValue(plannedEventCodec, {
              header: { ...message.header, eventDirectorNs },
              part,
              payment: message.payment,
              facts: message.facts,
            }),
          })),
        )
      })
    },
  }
}
