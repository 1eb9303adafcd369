import { verdictOnFailure } from './judge-batch.ts'
import type { Judged } from './judge-batch.ts'
import { WaitAbandonedError } from './patience.ts'
import type { Patience } from './patience.ts'
import type { Transport } from './transport.ts'

/**
 * Publishes the outputs of every acked message in one go and answers when all are confirmed. While the transport is away it waits.
 * If it refuses the outputs themselves, each message's are published alone, and only the message at fault fails.
 *
 * @throws WaitAbandonedError
 */
export async function publishOutputs<In, Out>(
  judged: readonly Judged<In, Out>[],
  transport: Transport,
  patience: Patience,
): Promise<readonly Judged<In, Out>[]> {
  const outputs = judged.flatMap(({ verdict }) => (verdict.kind === 'ack' ? verdict.outputs : []))
  if (outputs.length === 0) {
    return judged
  }
  try {
    await patience.repeat(async () => transport.publish(outputs))
    return judged
  } catch (error) {
    if (error instanceof WaitAbandonedError) {
      throw error
    }
    const [only] = judged
    if (only !== undefined && judged.length === 1) {
      return [{ delivery: only.delivery, verdict: verdictOnFailure(error, only.delivery.deliveryCount) }]
    }
    const published: Judged<In, Out>[] = []
    for (const one of judged) {
      published.push(...(await publishOutputs([one], transport, patience)))
    }
    return published
  }
}
