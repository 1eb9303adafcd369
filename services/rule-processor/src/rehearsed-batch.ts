import type { Settings } from '@pantau/service-runtime'
import { CHUNK_MIN } from './pooled-executor.ts'
import type { ruleExecutionSettings } from './settings.ts'

/** How many messages a rehearsal hands over at once, where rules run on threads: each thread gets a part of them. */
export function rehearsedBatch({
  ruleExecution,
  ruleThreads,
}: Pick<Settings<typeof ruleExecutionSettings>, 'ruleExecution' | 'ruleThreads'>): {
  readonly batchMessages?: number
} {
  return ruleExecution === 'pooled' ? { batchMessages: ruleThreads * CHUNK_MIN } : {}
}
