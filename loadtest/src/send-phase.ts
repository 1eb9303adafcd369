import { createHash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answer } from './answer.ts'
import { answerLabel } from './answer.ts'
import { constantArrivals } from './arrival-schedule.ts'
import type { Attempt, Phase } from './attempt.ts'
import type { IngressClient } from './ingress-client.ts'
import type { RetryPolicy } from './message-submission.ts'
import { createPaymentSource } from './payment-source.ts'
import type { BenchmarkDeps } from './benchmark-deps.ts'
import { runLoad } from './run-load.ts'
import type { Pace } from './run-load.ts'
import { systemClock } from './system-clock.ts'

/** Nobody sends again: what counts is what a message gets the first time. */
export const ONCE: RetryPolicy = { giveUpAfterMs: 0, retryDelayMs: 1, retryAfterMaxMs: 1 }

/** So many payments a second, evenly spaced, whatever becomes of those before. */
export function openPace({ options }: BenchmarkDeps, ratePerSecond: number): Pace {
  return { mode: 'open', arrivals: constantArrivals(ratePerSecond), inFlightMax: options.inFlightMax }
}

export interface PhaseOptions {
  /** Makes the payments of the phase unique in the run. */
  readonly name: string
  readonly client: IngressClient
  readonly pace: Pace
  readonly retryPolicy: RetryPolicy
  readonly warmupMs: number
  /** The file that the phase's ledger is added to. */
  readonly ledgerName: string
}

/** Sends one part of a run and keeps every attempt that was due after its warm-up. */
export async function sendPhase(deps: BenchmarkDeps, phase: PhaseOptions): Promise<Phase> {
  const { options, startedAt } = deps
  const { name, client, warmupMs } = phase
  const attempts: Attempt[] = []
  const ledgerPath = join(options.outFolder, `ledger-${name}.tsv`)
  const fromMs = systemClock.nowMs() + warmupMs
  await runLoad({
    clock: systemClock,
    client: {
      post: async (transactionType, body, dueAtMs) => {
        const askedAtMs = systemClock.nowMs()
        const answer = await client.post(transactionType, body)
        if (dueAtMs >= fromMs) {
          attempts.push(attemptOf(answer, dueAtMs, askedAtMs, transactionType === 'pacs.002.001.12'))
        }
        return answer
      },
    },
    messages: createPaymentSource({
      runId: `${startedAt.getTime().toString(36)}-${name}`,
      seed: seedOf(options.seed, name),
      accountCount: options.accountCount,
      hotShare: options.hotShare,
      paddingBytes: options.paddingBytes,
    }),
    pace: phase.pace,
    retryPolicy: phase.retryPolicy,
    warmupMs,
    measuredMs: options.seconds * 1_000,
    paymentCount: Number.MAX_SAFE_INTEGER,
    ledgerPath,
    onProgress: deps.write,
  })
  await appendFile(join(options.outFolder, phase.ledgerName), await readFile(ledgerPath))
  return { fromMs, toMs: fromMs + options.seconds * 1_000, attempts }
}

/**
 * Every part of a run draws payments of its own. The same ones again would be copies of payments that were made a moment ago, which is what
 * rules look for: the more parts, the more alerts.
 */
export function seedOf(seed: number, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE()
}

function attemptOf(answer: Answer, dueAtMs: number, askedAtMs: number, isReport: boolean): Attempt {
  const sentAtMs = askedAtMs + (answer.waitedMs ?? 0)
  return {
    sentAtMs,
    latencyMs: systemClock.nowMs() - sentAtMs,
    lagMs: sentAtMs - dueAtMs,
    label: answerLabel(answer),
    isReport,
  }
}
