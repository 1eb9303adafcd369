import { UndecodableMessageError } from '@pantau/contracts'
import { exponentialDelayMs } from './backoff.ts'
import { VerdictCountError, pairVerdicts } from './pair-verdicts.ts'
import { WaitAbandonedError } from './patience.ts'
import type { Patience } from './patience.ts'
import { reject, retry } from './stage.ts'
import type { Stage, Verdict } from './stage.ts'
import type { Delivery } from './transport.ts'

const FAILURE_DELAY_FIRST_MS = 200
const FAILURE_DELAY_MAX_MS = 30_000
const REASON_LENGTH_MAX = 500

/** A delivery and what is to become of it. */
export interface Judged<In, Out> {
  readonly delivery: Delivery<In>
  readonly verdict: Verdict<Out>
}

/**
 * One verdict per delivery, in order, whatever the stage does. If it throws, the batch is halved until the message at fault is
 * alone: its neighbours are handled without it. Dependency errors are waited out.
 *
 * @throws WaitAbandonedError @throws VerdictCountError
 */
export async function judgeBatch<In, Out>(
  stage: Stage<In, Out>,
  deliveries: readonly Delivery<In>[],
  patience: Patience,
): Promise<readonly Judged<In, Out>[]> {
  let verdicts: readonly Verdict<Out>[]
  try {
    verdicts = await patience.repeat(async () => stage.handle(deliveries.map(({ message }) => message)))
  } catch (error) {
    if (error instanceof WaitAbandonedError || error instanceof VerdictCountError) {
      throw error
    }
    const [only] = deliveries
    if (only !== undefined && deliveries.length === 1) {
      return [{ delivery: only, verdict: verdictOnFailure(error, only.deliveryCount) }]
    }
    const half = Math.ceil(deliveries.length / 2)
    return [
      ...(await judgeBatch(stage, deliveries.slice(0, half), patience)),
      ...(await judgeBatch(stage, deliveries.slice(half), patience)),
    ]
  }
  return pairVerdicts(stage.name, deliveries, verdicts).map(([delivery, verdict]) => ({ delivery, verdict }))
}

/** What becomes of a single message that made the stage, or the publishing of its outputs, fail. */
export function verdictOnFailure(error: unknown, deliveryCount: number): Verdict<never> {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const reason = text.slice(0, REASON_LENGTH_MAX)
  if (error instanceof UndecodableMessageError) {
    return reject(reason)
  }
  return retry(exponentialDelayMs(deliveryCount - 1, FAILURE_DELAY_FIRST_MS, FAILURE_DELAY_MAX_MS), reason)
}
