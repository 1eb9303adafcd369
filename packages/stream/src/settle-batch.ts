import { spanFields } from '@pantau/contracts'
import type { Span } from '@pantau/contracts'
import type { QuarantineSink } from './quarantine-sink.ts'
import type { Judged } from './judge-batch.ts'
import type { StreamLog } from './stream-log.ts'
import type { Delivery } from './transport.ts'

/** When a message comes again that could not be put into quarantine. */
const QUARANTINE_RETRY_MS = 2_000

export interface SettleOptions<In> {
  readonly channel: string
  readonly stage: string
  readonly maxDeliveries: number
  readonly quarantine: QuarantineSink
  readonly log: StreamLog
  /** The span of a delivery that is traced. */
  readonly spanOf: (delivery: Delivery<In>) => Span | undefined
}

export interface SettledCounts {
  readonly acked: number
  readonly retried: number
  readonly quarantined: number
}

/** Answers every delivery. What fails for the last time goes to quarantine with its last reason, and is only then terminated. */
export async function settleBatch<In, Out>(
  judged: readonly Judged<In, Out>[],
  options: SettleOptions<In>,
): Promise<SettledCounts> {
  let acked = 0
  let retried = 0
  const condemned: { readonly judged: Judged<In, Out>; readonly reason: string }[] = []
  for (const one of judged) {
    const { delivery, verdict } = one
    if (verdict.kind === 'ack') {
      delivery.ack()
      acked += 1
    } else if (verdict.kind === 'retry' && delivery.deliveryCount < options.maxDeliveries) {
      delivery.retry(verdict.delayMs)
      retried += 1
    } else {
      condemned.push({ judged: one, reason: verdict.reason })
    }
  }
  const outcomes = await Promise.all(
    condemned.map(async ({ judged: one, reason }) => putAway(one, reason, options)),
  )
  const quarantined = outcomes.filter(Boolean).length
  return { acked, retried: retried + condemned.length - quarantined, quarantined }
}

/** Whether it is in quarantine; if not, it comes again. */
async function putAway<In, Out>(
  { delivery }: Judged<In, Out>,
  reason: string,
  { channel, stage, quarantine, log, spanOf }: SettleOptions<In>,
): Promise<boolean> {
  const span = spanOf(delivery)
  const fields = { channel, stage, ...spanFields(span) }
  try {
    await quarantine.put({ channel, stage, bytes: delivery.message.bytes(), reason })
  } catch (error) {
    log.error({ ...fields, err: error }, 'A message could not be put into quarantine and comes again')
    delivery.retry(QUARANTINE_RETRY_MS)
    return false
  }
  delivery.terminate()
  span?.set({ 'pantau.message.quarantined': true })
  log.warn({ ...fields, deliveryCount: delivery.deliveryCount }, 'A message was put into quarantine')
  return true
}
