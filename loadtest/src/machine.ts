import { cpus, release, totalmem } from 'node:os'

/** The machine that a result was measured on. */
export function describeMachine(): Readonly<Record<string, string | number>> {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    processors: processors.length,
    memoryGib: Math.round(totalmem() / 1_073_741_824),
    kernel: release(),
  }
}
