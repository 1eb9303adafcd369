import type { PhaseCost } from './phase-cost.ts'

/** What people read of the parts of a run: two rows of a table for each. */
export function phaseCostRows(
  costs: Readonly<Record<string, PhaseCost>>,
): readonly (readonly [string, string])[] {
  return Object.entries(costs).flatMap(([name, cost]) => [
    [`Processors: ${name}`, processors(cost)] as const,
    [
      `Messages per commit, alerts: ${name}`,
      `${cost.messagesPerCommit.toFixed(1)}, ${cost.outboundDocuments}`,
    ] as const,
  ])
}

/** How many processors each process kept busy. */
function processors({ processes, seconds }: PhaseCost): string {
  const busy = processes.map(({ name, cpuSeconds }) => `${name} ${(cpuSeconds / seconds).toFixed(2)}`)
  const total = processes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / seconds
  return `${total.toFixed(2)}: ${busy.join(', ')}`
}
