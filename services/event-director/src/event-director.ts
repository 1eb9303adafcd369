import { channels, createPlanDivider, openAcceptedEvent, resolvePlans } from '@pantau/contracts'
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
  const sharesOf = createPlanDivider(deps.ruleGroups)
  return {
    name: 'event-director',
    input: channels.eventDirector,
    async handle(batch) {
      const startedNs = deps.clock.nowNs()
      const envelopes = batch.map((event) => ({ value: () => openAcceptedEvent(event) }))
      const resolutions = await resolvePlans(envelopes, deps.configurations)
      return resolutions.map((resolution): Verdict<PlannedEvent> => {
        if (resolution.kind === 'refused') {
          return reject(resolution.reason)
        }
        const { message, plan } = resolution
        const eventDirectorNs = Math.round(deps.clock.nowNs() - startedNs)
        const header = { ...message.header, eventDirectorNs }
        return ack(
          sharesOf(plan).map(({ part }) => ({
            channel: channels.rules(part.group),
            message: message.plan(header, part),
          })),
        )
      })
    },
  }
}
