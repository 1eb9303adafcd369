import type { Audience, ServiceChannelAck, ServiceChannelEvent } from './service-channel-event.ts'
import type { ServiceChannel } from './service-channel.ts'

/** Who is told first takes note before the next are told: nothing reaches a service that does not know what to do with it. */
const TIERS: readonly Audience[] = ['event-adjudicator', 'typology-processor', 'event-director']

export interface CascadeOptions {
  readonly channel: ServiceChannel
  readonly eventFor: (audience: Audience) => ServiceChannelEvent
  /** Who of the typology processors must take note: one for each. Of the others any one is enough. */
  readonly typologyIds: ReadonlySet<string>
  readonly tierTimeoutMs: number
  readonly signal: AbortSignal
}

export interface CascadeOutcome {
  readonly completed: boolean
  /** Which class did not take note in time. */
  readonly stoppedAt?: Audience
}

/** Tells one class of services after the other, each when the one before has taken note. @throws ServiceChannelUnavailableError */
export async function runCascade(options: CascadeOptions): Promise<CascadeOutcome> {
  for (const audience of TIERS) {
    if (!(await runTier(audience, options))) {
      return { completed: false, stoppedAt: audience }
    }
  }
  return { completed: true }
}

/** Whether the tier took note in time. */
async function runTier(audience: Audience, options: CascadeOptions): Promise<boolean> {
  const { channel, signal, tierTimeoutMs } = options
  const event = options.eventFor(audience)
  const awaited = new Set(audience === 'typology-processor' ? options.typologyIds : [])
  const isAnyEnough = awaited.size === 0
  return new Promise((resolve, reject) => {
    const giveUp = (): void => end(() => resolve(false))
    const timer = setTimeout(giveUp, tierTimeoutMs)
    const silence = channel.onAck((ack: ServiceChannelAck) => {
      if (ack.data.correlationId === event.id) {
        awaited.delete(ack.source)
        if (isAnyEnough || awaited.size === 0) {
          end(() => resolve(true))
        }
      }
    })
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      silence()
      signal.removeEventListener('abort', giveUp)
      settle()
    }
    signal.addEventListener('abort', giveUp)
    if (signal.aborted) {
      giveUp()
      return
    }
    channel.publish(event).catch((error: Error) => end(() => reject(error)))
  })
}
