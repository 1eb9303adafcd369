import { setTimeout as sleep } from 'node:timers/promises'

/** Whether one dependency can be used right now. */
export interface Probe {
  readonly name: string
  /** Resolves when it can. Rejects, or is given up after a timeout, when it cannot. */
  check(signal: AbortSignal): Promise<void>
}

export type ProbeResult = 'ok' | 'failed' | 'timed out'

/** A probe that has not answered by then counts as failed: an orchestrator waits one second by default. */
export const PROBE_TIMEOUT_MS = 800

/** Asks all probes at the same time. Never rejects. */
export async function checkProbes(
  probes: readonly Probe[],
  timeoutMs: number = PROBE_TIMEOUT_MS,
): Promise<Readonly<Record<string, ProbeResult>>> {
  const results = await Promise.all(
    probes.map(async (probe) => [probe.name, await checkProbe(probe, timeoutMs)] as const),
  )
  return Object.fromEntries(results)
}

async function checkProbe(probe: Probe, timeoutMs: number): Promise<ProbeResult> {
  const controller = new AbortController()
  const timeout = sleep(timeoutMs, 'timed out' as const, { signal: controller.signal })
  try {
    return await Promise.race([answerOf(probe, controller.signal), timeout])
  } finally {
    controller.abort()
    // The aborted timer rejects; that it does is what we asked for.
    timeout.catch(() => undefined)
  }
}

async function answerOf(probe: Probe, signal: AbortSignal): Promise<ProbeResult> {
  try {
    await probe.check(signal)
    return 'ok'
  } catch {
    return 'failed'
  }
}
