import { systemClock } from './system-clock.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const MEMORY_EVERY_MS = 1_000

export interface MemorySample {
  readonly atSeconds: number
  readonly memoryBytes: number
}

/** Takes samples of the process that takes messages, until it is told to stop. */
export function sampleMemory(system: SystemUnderTest): {
  readonly stop: () => void
  readonly samples: readonly MemorySample[]
} {
  const samples: MemorySample[] = []
  const startedAtMs = systemClock.nowMs()
  const sample = async (): Promise<void> => {
    const usages = await system.fleet.readUsage()
    const usage = usages.get('tms') ?? usages.get('standalone')
    if (usage !== undefined) {
      const atSeconds = Math.round((systemClock.nowMs() - startedAtMs) / 1_000)
      samples.push({ atSeconds, memoryBytes: usage.memoryBytes })
    }
  }
  const timer = setInterval(() => void sample(), MEMORY_EVERY_MS)
  return { stop: () => clearInterval(timer), samples }
}
