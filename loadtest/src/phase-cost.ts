import type { ClientBase } from 'pg'
import type { ProcessCost } from './benchmark-result.ts'
import { CostMeter } from './cost-meter.ts'
import { ingressOf } from './memory-samples.ts'
import { systemClock } from './system-clock.ts'
import type { SystemUnderTest } from './system-under-test.ts'

const COMMITS = 'pantau_tms_commit_batch_messages'

/** What one part of a run cost, from its beginning to its last answer. */
export interface PhaseCost {
  readonly seconds: number
  readonly processes: readonly ProcessCost[]
  /** Of the process that takes messages, so that both costs and latencies of small batches can be told. */
  readonly messagesPerCommit: number
  /** Alerts and interdictions that evaluations asked for: each is read again and delivered. */
  readonly outboundDocuments: number
}

interface Counts {
  readonly commits: number
  readonly messages: number
  readonly outboundDocuments: number
}

/** Sends one part of a run and says what it cost. */
export async function measurePhase<Sent>(
  system: SystemUnderTest,
  database: ClientBase,
  send: () => Promise<Sent>,
): Promise<{ readonly sent: Sent; readonly cost: PhaseCost }> {
  const meter = await CostMeter.start(system, database)
  const before = await readCounts(system, database)
  const startedAtMs = systemClock.nowMs()
  const sent = await send()
  const seconds = (systemClock.nowMs() - startedAtMs) / 1_000
  const after = await readCounts(system, database)
  const { processes } = await meter.read(0)
  const commits = after.commits - before.commits
  return {
    sent,
    cost: {
      seconds,
      processes,
      messagesPerCommit: commits === 0 ? 0 : (after.messages - before.messages) / commits,
      outboundDocuments: after.outboundDocuments - before.outboundDocuments,
    },
  }
}

async function readCounts(system: SystemUnderTest, database: ClientBase): Promise<Counts> {
  const { rows } = await database.query<{ count: string }>('SELECT count(*) FROM evaluation.outbox')
  const metrics = await system.fleet.readMetrics(ingressOf(system))
  return {
    commits: sampleOf(metrics, `${COMMITS}_count`),
    messages: sampleOf(metrics, `${COMMITS}_sum`),
    outboundDocuments: Number(rows[0]?.count ?? 0),
  }
}

/** The value of the only series of a name. @throws RangeError when there is none */
export function sampleOf(metrics: string, name: string): number {
  const line = metrics.split('\n').find((text) => text.startsWith(`${name}{`) || text.startsWith(`${name} `))
  if (line === undefined) {
    throw new RangeError(`The process has no metric ${name}`)
  }
  return Number(line.slice(line.lastIndexOf(' ') + 1))
}
