import type { BenchmarkResult } from '../benchmark-result.ts'

/** The result does not say what a capacity guide needs. */
export class SizingCostError extends Error {
  override readonly name = 'SizingCostError'
}

/** Parts of an installation that are scaled by themselves. */
export type SizedPart = 'tms' | 'evaluator' | 'relay' | 'postgres' | 'broker'

export interface PartCost {
  readonly cpuMsPerPayment: number
  /** Of one process under the load of the run. */
  readonly memoryBytes: number
}

/** What one payment costs, and what a process needs to be there. */
export interface SizingCost {
  readonly parts: Readonly<Record<SizedPart, PartCost>>
  readonly walBytesPerPayment: number
  /** Undefined where the run did not measure it. */
  readonly heapBytesPerPayment: number | undefined
  readonly brokerBytesPerPayment: number | undefined
}

/** Separate stages are sized as the evaluator that chains them, together and with the memory of the largest; a decider as the tms that it takes the place of. */
const PROCESSES: Readonly<Record<SizedPart, readonly string[]>> = {
  tms: ['tms', 'decider'],
  evaluator: ['evaluator', 'event-director', 'rule-processor', 'typology-processor', 'tadp'],
  relay: ['relay'],
  postgres: ['postgres'],
  broker: ['nats-server'],
}

/** Reads the cost of a payment out of a result of `npm run bench` of separate processes. @throws SizingCostError */
export function sizingCost(result: BenchmarkResult): SizingCost {
  const { ledger, heapBytesPerPayment, brokerBytesPerPayment, walBytesPerPayment } = result
  if (!ledger.holds) {
    throw new SizingCostError('The ledger of this run does not hold: it has no result')
  }
  const partOf = (part: SizedPart): PartCost => {
    // A second process of a service is named tms-2.
    const processes = result.processes.filter(({ name }) =>
      PROCESSES[part].includes(name.replace(/-\d+$/, '')),
    )
    if (processes.length === 0) {
      throw new SizingCostError(
        `The run has no process for ${part}; take one of --target services, evaluator or decider`,
      )
    }
    return {
      cpuMsPerPayment: processes.reduce(
        (sum, { cpuMsPerPayment, warmCpuMsPerPayment = cpuMsPerPayment }) => sum + warmCpuMsPerPayment,
        0,
      ),
      memoryBytes: Math.max(...processes.map(({ memoryBytes }) => memoryBytes)),
    }
  }
  return {
    parts: {
      tms: partOf('tms'),
      evaluator: partOf('evaluator'),
      relay: partOf('relay'),
      postgres: partOf('postgres'),
      broker: partOf('broker'),
    },
    walBytesPerPayment,
    heapBytesPerPayment,
    brokerBytesPerPayment,
  }
}
