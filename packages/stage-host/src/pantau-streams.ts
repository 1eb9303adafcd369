import { channels, SUBJECT_PREFIX } from '@pantau/contracts'
import type { StreamSpec } from '@pantau/stream'
import type { BrokerSettings } from './broker-settings.ts'

/** The streams between the stages, with the bounds of this deployment. */
export function pantauStreams(
  settings: Pick<BrokerSettings, 'streamMaxBytes' | 'streamMaxAgeMs' | 'streamReplicas'>,
): readonly StreamSpec[] {
  const bounds = {
    maxBytes: settings.streamMaxBytes,
    maxAgeMs: settings.streamMaxAgeMs,
    replicas: settings.streamReplicas,
  }
  const { eventDirector, typologyProcessor, tadp } = channels
  return [
    ...[eventDirector, typologyProcessor, tadp].map(({ stream, subject }) => ({
      name: stream,
      subjects: [subject],
      ...bounds,
    })),
    { name: channels.rules('default').stream, subjects: [`${SUBJECT_PREFIX}rules.>`], ...bounds },
  ]
}
