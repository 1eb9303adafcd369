import { setTimeout as delay } from 'node:timers/promises'

/** One thing that breaks, and how it is put back. */
export interface Fault {
  readonly name: string
  strike(): Promise<void>
  /** Resolves when what was broken can do its work again. */
  recover(): Promise<void>
}

export interface StruckFault {
  readonly name: string
  readonly struckAtEpochMs: number
  readonly recoveredAtEpochMs: number
}

export interface FaultTiming {
  readonly downMs: number
  /** Undisturbed time before the next fault. */
  readonly settleMs: number
}

/** Lets the faults happen one after another while the load goes on. */
export async function runFaultSequence(
  faults: readonly Fault[],
  timing: FaultTiming,
): Promise<readonly StruckFault[]> {
  const struck: StruckFault[] = []
  for (const fault of faults) {
    await delay(timing.settleMs)
    const struckAtEpochMs = Date.now()
    await fault.strike()
    await delay(timing.downMs)
    await fault.recover()
    struck.push({ name: fault.name, struckAtEpochMs, recoveredAtEpochMs: Date.now() })
  }
  return struck
}
