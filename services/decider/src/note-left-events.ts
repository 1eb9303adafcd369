import type { DeciderDeps } from '@pantau/service-evaluator'
import type { Log, Metrics } from '@pantau/service-runtime'

/** Tells metrics and log of events that could not be decided with their messages and go to the stages behind the broker. */
export function noteLeftEvents(log: Log, metrics: Metrics): DeciderDeps['onLeft'] {
  const left = metrics.counter({
    name: 'pantau_decider_left_events_total',
    help: 'Messages that were accepted without their decision, which the stages behind the broker make.',
    labels: {},
  })
  return (count, error) => {
    left.add({}, count)
    if (error === undefined) {
      log.warn({ count }, 'messages are left to the stages behind the broker')
    } else {
      log.error(
        { count, err: error },
        'messages could not be decided and are left to the stages behind the broker',
      )
    }
  }
}
