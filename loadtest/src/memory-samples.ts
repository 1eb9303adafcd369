import { systemClock } from './system-clock.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const MEMORY_EVERY_MS = 1_000

export interface MemorySample {
  readonly atSeconds: number
  readonly memoryBytes: number
}

/** The process that takes messages; the first where there are several. */
export function ingressOf({ fleet }: SystemUnderTest): string {
  return ['tms', 'decider'].find((name) => fleet.names.includes(name)) ?? 'standalone'
}

/** Takes samples of the process that takes messages, until it is told to stop. */
export function sampleMemory(system: SystemUnderTest): {
  readonly stop: () => void
  readonly samples: readonly MemorySample[]
} {
  const samples: MemorySample[] = []
  // No other: the kernel walks through all pages of a process to tell, at the driver's cost.
  const ingress = ingressOf(system)
  const startedAtMs = systemClock.nowMs()
  const sample = async (): Promise<void> => {
    const usage = (await system.fleet.readUsage([ingress])).get(ingress)
    if (usage !== undefined) {
      const atSeconds = Math.round((systemClock.nowMs() - startedAtMs) / 1_000)
      samples.push({ atSeconds, memoryBytes: usage.memoryBytes })
    }
  }
  const timer = setInterval(() => void sample(), MEMORY_EVERY_MS)
  return { stop: () => clearInterval(timer), samples }
}
